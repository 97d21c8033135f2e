import type { Finding } from "../../findings/finding";
import type { Snapshot } from "../../organization/snapshot";
import { canonicalJson } from "../../policy/canonical";
import { line } from "../../render/shell";
import {
  type Properties,
  partsOf,
  type ResourceState,
  remedyOf,
  SECRET_VALUE,
  UNKNOWN_VALUE,
} from "./document";
import type { Write, Writes } from "./writes";

/** The mark of a secret in a state that was not rendered for people (sdk/go/common/resource/sig). */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** What stands in the way of a review, gathered while the steps are applied. */
export class Doubts {
  /** The document and the facts do not go together: nothing can be said. */
  readonly unfit: Finding[] = [];
  /** What this write does is not known: the rest can be said, and the change is blocked. */
  readonly unknown: Finding[] = [];
  readonly notes: Finding[] = [];
  /** How the document is written anew. */
  readonly remedy: string;
  /** What to do where the document and the facts were not taken of one state. */
  readonly stale: string;

  /** @param stack of the preview; null where it is not known */
  constructor(stack: string | null) {
    this.remedy = remedyOf(stack);
    const refresh = stack === null ? "pulumi refresh" : line("pulumi", "refresh", "--stack", stack);
    this.stale = `take the facts anew (--live, or org-guardrails snapshot), or Pulumi's state (${refresh}), and make sure that both are of one organization`;
  }

  doesNotFit(urn: string, message: string, fix = this.stale): void {
    this.unfit.push({ code: "preview-does-not-fit", severity: "error", path: urn, message, fix });
  }

  isUnknown(urn: string, message: string, fix = "deploy what it depends on first, and preview again"): void {
    this.unknown.push({
      code: "preview-unknown",
      severity: "error",
      path: urn,
      message,
      fix,
    });
  }

  retained(urn: string, name: string): void {
    this.notes.push({
      code: "preview-retained",
      severity: "info",
      path: urn,
      message: `${name} leaves Pulumi's state and stays in AWS as it is`,
    });
  }
}

/** A text that a step writes; null, with the doubt noted, where the document does not say it. */
export function textOf(
  { urn, name, after }: Write,
  property: string,
  what: string,
  doubts: Doubts,
): string | null {
  const value = after.inputs[property];
  if (isSecret(value)) {
    doubts.doesNotFit(
      urn,
      `the ${what} of ${name} is a secret, which the document does not show`,
      `take the secret out of the program, then: ${doubts.remedy}`,
    );
    return null;
  }
  if (isUnknown(value)) {
    doubts.isUnknown(urn, `the ${what} of ${name} is not known before the deployment`);
    return null;
  }
  if (typeof value === "string") return value;
  doubts.doesNotFit(urn, `the ${what} of ${name} is no text`, `write the document anew: ${doubts.remedy}`);
  return null;
}

export function isUnknown(value: unknown): boolean {
  return typeof value === "string" && value.includes(UNKNOWN_VALUE);
}

function isSecret(value: unknown): boolean {
  return (
    value === SECRET_VALUE || (typeof value === "object" && value !== null && Object.hasOwn(value, SIGNATURE))
  );
}

/** Whether a write changes a property. Pulumi's provider writes what differs, and nothing else. */
export function isChanged({ before, after }: Write, property: string): boolean {
  if (before === null) return true;
  const old = Object.hasOwn(before.inputs, property) ? before.inputs[property] : before.outputs[property];
  return canonicalJson([old]) !== canonicalJson([after.inputs[property]]);
}

/** A map of texts; what is not a text is left out. */
export function textsOf(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/**
 * A preview and facts of two organizations have nothing to say together.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html, read 2026-11.
 *
 * @param arn of a policy, an account or a unit; anything else says nothing
 */
export function checkOrganization(
  urn: string,
  arn: unknown,
  { organization }: Pick<Snapshot, "organization">,
  doubts: Doubts,
): void {
  const [, found] =
    (typeof arn === "string" && /:organizations::\d+:(?:policy|account|ou)\/(o-[^/]+)\//.exec(arn)) || [];
  if (found !== undefined && found !== organization.id)
    doubts.doesNotFit(
      urn,
      `the preview is of organization ${found}, and the facts are of ${organization.id}`,
    );
}

/** The ids that resources of some types have, or will have. */
export class References {
  private readonly known = new Map<string, string>();

  constructor(
    private readonly types: readonly string[],
    { ids }: Writes,
  ) {
    for (const [urn, id] of ids) if (types.includes(partsOf(urn).type)) this.known.set(urn, id);
  }

  /** A resource that gets its id when it is made stands under one of ours until then. */
  set(urn: string, id: string): void {
    this.known.set(urn, id);
  }

  /** Whether one of the resources has an id, or will have it. */
  has(id: string): boolean {
    return [...this.known.values()].includes(id);
  }

  /** The resource that has an id, or will have it. */
  urnOf(id: string): string | undefined {
    return [...this.known].find(([, each]) => each === id)?.[0];
  }

  /** The id of one resource. */
  resolved(urn: string): string | undefined {
    return this.known.get(urn);
  }

  /**
   * What an input of a resource refers to, by its value, or else by the one resource that the value comes from.
   *
   * @param own only what has an id of its own as value; a computed name has not
   * @returns null where nobody can tell
   */
  resolve({ inputs, propertyDependencies, dependencies }: ResourceState, property: string): string | null {
    const value = inputs[property];
    if (typeof value === "string" && !isUnknown(value) && !isSecret(value)) return value;
    const sources = propertyDependencies[property] ?? [];
    const candidates = (sources.length > 0 ? sources : dependencies).filter((urn) =>
      this.types.includes(partsOf(urn).type),
    );
    const [only] = candidates;
    return candidates.length === 1 ? (this.known.get(only!) ?? null) : null;
  }
}

/** What a deletion refers to: an old state knows its values. */
export function oldText({ inputs, outputs }: ResourceState, property: string): string | null {
  const value = [inputs, outputs]
    .map((each: Properties) => each[property])
    .find((each) => typeof each === "string");
  return value === undefined || isUnknown(value) ? null : (value as string);
}
