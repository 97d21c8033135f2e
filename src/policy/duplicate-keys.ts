/** An object or array that is being read. */
interface Open {
  /** Undefined for an array. */
  readonly keys: Set<string> | undefined;
  readonly path: string;
  /** Where the value that comes next stands. */
  next: string;
  index: number;
}

/**
 * The paths at which an object of a JSON text has a key that it already had, in order. JSON.parse keeps the last
 * silently.
 *
 * @param text JSON that JSON.parse accepts
 */
export function duplicateKeys(text: string): readonly string[] {
  const found: string[] = [];
  const open: Open[] = [];
  let expectsKey = false;
  for (let at = 0; at < text.length; at++) {
    const top = open.at(-1);
    switch (text[at]) {
      case "{":
      case "[": {
        const isObject = text[at] === "{";
        const path = top?.next ?? "";
        open.push({ keys: isObject ? new Set() : undefined, path, next: `${path}[0]`, index: 0 });
        expectsKey = isObject;
        break;
      }
      case "}":
      case "]":
        open.pop();
        expectsKey = false;
        break;
      case ",":
        expectsKey = top!.keys !== undefined;
        if (!expectsKey) top!.next = `${top!.path}[${++top!.index}]`;
        break;
      case '"': {
        const end = endOfString(text, at);
        if (expectsKey) {
          const key = JSON.parse(text.slice(at, end)) as string;
          top!.next = top!.path === "" ? key : `${top!.path}.${key}`;
          if (top!.keys!.has(key)) found.push(top!.next);
          top!.keys!.add(key);
          expectsKey = false;
        }
        at = end - 1;
        break;
      }
    }
  }
  return found;
}

/** The index after the closing quote of the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}
