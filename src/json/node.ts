/** Where a value stands in a JSON document: the names of members and the places of items, from the root. */
export type JsonPath = readonly (string | number)[];

/** A value of a JSON text, with the offsets in UTF-16 units at which it begins and ends. */
export type JsonNode = JsonObjectNode | JsonArrayNode | JsonScalarNode;

export interface JsonObjectNode {
  readonly kind: "object";
  readonly start: number;
  readonly end: number;
  /** In the order of the text; a key may stand twice. */
  readonly members: readonly JsonMember[];
}

export interface JsonMember {
  readonly key: string;
  /** Where the key begins, its quote included. */
  readonly start: number;
  readonly value: JsonNode;
}

export interface JsonArrayNode {
  readonly kind: "array";
  readonly start: number;
  readonly end: number;
  readonly items: readonly JsonNode[];
}

export interface JsonScalarNode {
  readonly kind: "scalar";
  readonly start: number;
  readonly end: number;
  readonly value: string | number | boolean | null;
}

/** The value as JSON.parse would give it: of a key that stands twice, the last. */
export function jsonValue(node: JsonNode): unknown {
  switch (node.kind) {
    case "object":
      return Object.fromEntries(node.members.map(({ key, value }) => [key, jsonValue(value)]));
    case "array":
      return node.items.map(jsonValue);
    case "scalar":
      return node.value;
  }
}

/** "Statement[0].Condition": a path as messages write it. */
export function pathText(path: JsonPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
}

/**
 * The offset at which what a path names begins. Where the path leads out of the document, the last value on it that
 * there is.
 *
 * @param on the value itself, or the key that it belongs to
 */
export function offsetOf(root: JsonNode, path: JsonPath, on: "key" | "value" = "value"): number {
  let node = root;
  let key: number | undefined;
  for (const step of path) {
    if (node.kind === "object") {
      const member = node.members.findLast((one) => one.key === step);
      if (member === undefined) return node.start;
      node = member.value;
      key = member.start;
    } else if (node.kind === "array") {
      const item = node.items[Number(step)];
      if (item === undefined) return node.start;
      node = item;
      key = undefined;
    }
  }
  return on === "key" ? (key ?? node.start) : node.start;
}

/** The paths at which an object has a key that it already had, with the offset of the second; in order. */
export function repeatedKeys(
  root: JsonNode,
): readonly { readonly path: JsonPath; readonly offset: number }[] {
  const found: { path: JsonPath; offset: number }[] = [];
  const visit = (node: JsonNode, path: JsonPath) => {
    if (node.kind === "array")
      for (const [index, item] of node.items.entries()) visit(item, [...path, index]);
    if (node.kind !== "object") return;
    const keys = new Set<string>();
    for (const { key, start, value } of node.members) {
      if (keys.has(key)) found.push({ path: [...path, key], offset: start });
      keys.add(key);
      visit(value, [...path, key]);
    }
  };
  visit(root, []);
  return found;
}
