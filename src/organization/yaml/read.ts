import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Finding, Place } from "../../findings/finding";
import { decode, findHidden, hiddenCharacter } from "./decode";
import { Located, type Spot, type Step } from "./located";

/** What aliases may add to a file, in values: enough for any honest use, far too few for a bomb. */
const MOST_ALIASED = 20_000;

/** Levels of lists and maps: organization.yaml itself needs six, parameters a few more. */
const DEEPEST = 32;

/** A damaged line of YAML makes the parser complain about many more. */
const MOST_SYNTAX_PROBLEMS = 20;

export interface Read {
  /** Null when the file is not one YAML document. */
  readonly located: Located | null;
  readonly problems: readonly Finding[];
}

/**
 * Reads one YAML 1.2 document, trusting nothing in it. Never throws.
 *
 * Beyond YAML's own rules it refuses: more than one document, directives, keys that are not text, a key given
 * twice, __proto__, and hidden characters in values. Such a key or value is left out or taken as text, so that
 * the rest can still be checked.
 */
export function readYaml(input: string | Uint8Array, file: string): Read {
  const { text, problems } = decode(input, file);
  if (problems.length > 0) return { located: null, problems };
  const lines = new LineCounter();
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  // Keys are compared by the reader below: the parser's own comparison takes quadratic time.
  const document = parseDocument(text, {
    lineCounter: lines,
    schema: "core",
    prettyErrors: false,
    uniqueKeys: false,
  });
  const syntax = [...document.errors, ...document.warnings];
  if (syntax.length > 0) {
    return {
      located: null,
      problems: syntax.slice(0, MOST_SYNTAX_PROBLEMS).map((error) => syntaxProblem(error, placeOf)),
    };
  }
  if (document.directives.yaml.explicit === true || Object.keys(document.directives.tags).length > 1) {
    return {
      located: null,
      problems: [
        problem("yaml-directive", placeOf(0), "a YAML directive", "remove the lines that begin with %"),
      ],
    };
  }
  return new Reader(placeOf).read(document.contents);
}

interface Weighed {
  readonly value: unknown;
  /** Values in it, every alias counted as what it stands for. */
  readonly weight: number;
}

const NOTHING: Weighed = { value: null, weight: 1 };

/** Turns the nodes of a document into plain values and notes where each stands. */
class Reader {
  private readonly spots = new WeakMap<object, ReadonlyMap<Step, Spot>>();
  private readonly problems: Finding[] = [];
  /** What each anchor stands for; undefined while it is being read. */
  private readonly anchors = new Map<string, Weighed | undefined>();
  private aliased = 0;
  private depth = 0;

  constructor(private readonly placeOf: (offset: number) => Place) {}

  read(contents: Node | null): Read {
    const { value } = this.node(contents);
    return { located: new Located(value, this.spots, this.placeOf), problems: this.problems };
  }

  private node(node: Node | null | undefined): Weighed {
    if (isAlias(node)) return this.alias(node.source, offsetOf(node));
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor !== undefined) this.anchors.set(anchor, undefined);
    const weighed = isMap(node) || isSeq(node) ? this.collection(node) : this.scalar(node);
    if (anchor !== undefined) this.anchors.set(anchor, weighed);
    return weighed;
  }

  private alias(name: string, offset: number): Weighed {
    const target = this.anchors.get(name);
    if (target === undefined) {
      const cause = this.anchors.has(name) ? "stands within what it names" : "names no anchor above it";
      this.report("bad-alias", offset, `*${name} ${cause}`, "write the value out");
      return NOTHING;
    }
    const before = this.aliased;
    this.aliased += target.weight;
    if (this.aliased <= MOST_ALIASED) return target;
    if (before <= MOST_ALIASED) {
      this.report(
        "too-many-aliases",
        offset,
        "aliases make this file many times larger than it is",
        "write the values out",
      );
    }
    return NOTHING;
  }

  private collection(node: YAMLMap | YAMLSeq): Weighed {
    if (this.depth === DEEPEST) {
      this.problems.push(tooDeep(this.placeOf(offsetOf(node))));
      return NOTHING;
    }
    this.depth++;
    const weighed = isMap(node) ? this.map(node) : this.list(node);
    this.depth--;
    return weighed;
  }

  private scalar(node: Node | null | undefined): Weighed {
    const value = isScalar(node) ? node.value : null;
    if (typeof value === "string") this.refuseHidden(value, node);
    return { value, weight: 1 };
  }

  private list({ items }: YAMLSeq): Weighed {
    const value: unknown[] = [];
    const spots = new Map<Step, Spot>();
    let weight = 1;
    items.forEach((item, index) => {
      const element = this.node(item as Node);
      weight += element.weight;
      value.push(element.value);
      const offset = offsetOf(item as Node);
      spots.set(index, { key: offset, value: offset, source: sourceOf(item) });
    });
    this.spots.set(value, spots);
    return { value, weight };
  }

  private map({ items }: YAMLMap): Weighed {
    const value: Record<string, unknown> = Object.create(null);
    const spots = new Map<Step, Spot>();
    let weight = 1;
    for (const pair of items as Pair<Node, Node | null>[]) {
      const key = this.key(pair.key);
      const member = this.node(pair.value);
      weight += member.weight;
      if (key === undefined) continue;
      const offset = offsetOf(pair.key);
      const first = spots.get(key);
      if (first !== undefined) {
        const { line } = this.placeOf(first.key);
        this.report(
          "duplicate-key",
          offset,
          `the key ${JSON.stringify(key)} stands here twice: first on line ${line}`,
          "keep one of the two",
        );
        continue;
      }
      value[key] = member.value;
      spots.set(key, {
        key: offset,
        value: pair.value ? offsetOf(pair.value) : offset,
        source: sourceOf(pair.value),
      });
    }
    this.spots.set(value, spots);
    return { value, weight };
  }

  /** A key as text; undefined when nothing can be made of it. */
  private key(node: Node): string | undefined {
    const offset = offsetOf(node);
    if (!isScalar(node)) {
      this.report("key-not-text", offset, "a key that is not text", "write a plain name before the colon");
      return undefined;
    }
    const key = typeof node.value === "string" ? node.value : (node.source ?? "");
    if (typeof node.value !== "string") {
      this.report(
        "key-not-text",
        offset,
        `YAML reads the key ${key} as ${kindOf(node.value)}`,
        `write it in quotes: ${JSON.stringify(key)}`,
      );
    }
    if (key === "__proto__") {
      this.report(
        "forbidden-key",
        offset,
        "__proto__ cannot be a key",
        "remove it; a unit of that name can be given by its id",
      );
      return undefined;
    }
    this.refuseHidden(key, node);
    return key;
  }

  private refuseHidden(text: string, node: Node | null | undefined): void {
    const hidden = findHidden(text)[0];
    if (hidden !== undefined) this.problems.push(hiddenCharacter(hidden.shown, this.placeOf(offsetOf(node))));
  }

  private report(code: string, offset: number, message: string, fix: string): void {
    this.problems.push(problem(code, this.placeOf(offset), message, fix));
  }
}

function problem(code: string, place: Place, message: string, fix: string): Finding {
  return { code, severity: "error", place, message, fix };
}

const offsetOf = (node: Node | null | undefined) => node?.range?.[0] ?? 0;

const sourceOf = (node: unknown) =>
  isScalar(node) && typeof node.value !== "string" ? node.source : undefined;

/** What YAML takes a scalar for, in words. */
export function kindOf(value: unknown): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a map";
  return typeof value === "string" ? "text" : typeof value === "number" ? "a number" : "true or false";
}

const tooDeep = (place: Place) =>
  problem("nested-too-deep", place, "lists and maps nested too deep to read", "flatten the file");

function syntaxProblem(
  error: { code: string; message: string; pos: [number, number] },
  placeOf: (offset: number) => Place,
): Finding {
  const place = placeOf(error.pos[0]);
  if (error.code === "TAB_AS_INDENT")
    return problem("yaml-tab", place, "a tab where YAML wants spaces", "indent with spaces");
  if (error.code === "MULTIPLE_DOCS") {
    return problem(
      "several-documents",
      place,
      "a second YAML document begins here",
      "keep one document in the file",
    );
  }
  if (error.code === "RESOURCE_EXHAUSTION") return tooDeep(place);
  return problem("yaml-syntax", place, `not YAML: ${error.message.replace(/\s+/g, " ")}`, "mend the line");
}
