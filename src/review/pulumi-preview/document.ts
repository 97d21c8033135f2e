import { z } from "zod";
import type { Finding } from "../../findings/finding";
import { line } from "../../render/shell";

/** Property values as Pulumi has them: JSON. */
export type Properties = Readonly<Record<string, unknown>>;

/** One resource, before or after a step. */
export interface ResourceState {
  readonly urn: string;
  /** False for components and the stack itself, which no provider keeps. */
  readonly custom: boolean;
  /** Empty where it is not known yet. */
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  readonly dependencies: readonly string[];
  /** Input name -> URNs that its value came from. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly retainOnDelete: boolean;
}

/** What the engine intends to do with one resource. */
export interface PreviewStep {
  readonly op: StepOp;
  readonly urn: string;
  readonly oldState: ResourceState | null;
  readonly newState: ResourceState | null;
}

/** What `pulumi preview --json` says. */
export interface Preview {
  readonly stack: string | null;
  readonly project: string | null;
  readonly steps: readonly PreviewStep[];
}

/** Source: https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/step.go (`StepOps`), read 2026-11. */
const OPS = [
  "same",
  "create",
  "update",
  "delete",
  "replace",
  "create-replacement",
  "delete-replaced",
  "read",
  "read-replacement",
  "refresh",
  "discard",
  "discard-replaced",
  "remove-pending-replace",
  "import",
  "import-replacement",
  "diff",
] as const;
export type StepOp = (typeof OPS)[number];

/** What a preview writes for a value that nobody knows yet (sdk/nodejs/runtime/rpc.ts of @pulumi/pulumi). */
export const UNKNOWN_VALUE = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What a preview writes for a secret (pkg/backend/display/json.go). */
export const SECRET_VALUE = "[secret]";

export const REMEDY = "pulumi preview --json > FILE";

/** How the document of a stack is written. @param stack null where it is not known */
export function remedyOf(stack: string | null): string {
  return stack === null ? REMEDY : `${line("pulumi", "preview", "--stack", stack, "--json")} > FILE`;
}

/** Problems that one damaged document may report. */
const MOST_PROBLEMS = 20;

// A record of zod leaves out __proto__, which may well be the key of a tag.
const properties = z
  .custom<Properties | null>(
    (value) => value === null || (typeof value === "object" && !Array.isArray(value)),
    "an object",
  )
  .optional();
const text = z.string();
const texts = z.nullable(z.array(text)).optional();

const state = z.object({
  urn: text,
  type: text,
  custom: z.boolean().optional(),
  id: text.optional(),
  inputs: properties,
  outputs: properties,
  dependencies: texts,
  propertyDependencies: z.nullable(z.record(text, z.nullable(z.array(text)))).optional(),
  retainOnDelete: z.boolean().optional(),
});

const schema = z.object({
  steps: z
    .nullable(
      z.array(
        z.object({
          op: z.enum(OPS),
          urn: text.regex(
            /^urn:pulumi:[^:]+::[^:]+::.+::.+$/s,
            "a URN: urn:pulumi:STACK::PROJECT::TYPE::NAME",
          ),
          oldState: z.nullable(state).optional(),
          newState: z.nullable(state).optional(),
        }),
      ),
    )
    .optional(),
  diagnostics: z
    .nullable(z.array(z.object({ message: text.optional(), severity: text.optional() })))
    .optional(),
  changeSummary: z.nullable(z.record(text, z.number())).optional(),
  maybeCorrupt: z.boolean().optional(),
});
type Written = z.infer<typeof schema>;

/**
 * Reads what `pulumi preview --json` printed. Never throws.
 *
 * Source of the shape: https://github.com/pulumi/pulumi/blob/master/pkg/backend/display/json.go
 * (`ShowPreviewDigest`) and sdk/go/common/apitype/core.go (`ResourceV3`), read 2026-11.
 *
 * @param file the name for messages
 * @returns no preview where the document does not say, whole and certain, what would be done
 */
export function parsePreview(
  content: string,
  file: string,
): { readonly preview: Preview | null; readonly problems: readonly Finding[] } {
  const failed = (...problems: Finding[]) => ({ preview: null, problems });
  const invalid = (message: string, rest: Partial<Finding> = {}): Finding => ({
    code: "preview-invalid",
    severity: "error",
    place: { file, line: 1, column: 1 },
    message,
    fix: `write the document anew: ${REMEDY}`,
    ...rest,
  });

  let data: unknown;
  try {
    data = JSON.parse(content);
  } catch {
    return failed(invalid(notJson(content)));
  }
  const other = otherDocument(data);
  if (other !== undefined) return failed(invalid(other));
  const { success, data: written, error } = schema.safeParse(data);
  if (!success) {
    return failed(
      ...error.issues.slice(0, MOST_PROBLEMS).map(({ path, message }) =>
        invalid(`this is no preview that this version can read: ${message}`, {
          path: z.core.toDotPath(path),
        }),
      ),
    );
  }
  const unfit = unfitness(written, invalid);
  if (unfit.length > 0) return failed(...unfit);
  const steps = (written.steps ?? []).map(
    ({ op, urn, oldState, newState }): PreviewStep => ({
      op,
      urn,
      oldState: stateOf(oldState),
      newState: stateOf(newState),
    }),
  );
  const [first] = steps;
  const { stack = null, project = null } = first === undefined ? {} : partsOf(first.urn);
  return { preview: { stack, project, steps }, problems: [] };
}

function stateOf(written: NonNullable<Written["steps"]>[number]["oldState"]): ResourceState | null {
  if (written === null || written === undefined) return null;
  const { urn, custom, id, inputs, outputs, dependencies, propertyDependencies, retainOnDelete } = written;
  return {
    urn,
    custom: custom ?? false,
    id: id ?? "",
    inputs: inputs ?? {},
    outputs: outputs ?? {},
    dependencies: dependencies ?? [],
    propertyDependencies: Object.fromEntries(
      Object.entries(propertyDependencies ?? {}).map(([name, urns]) => [name, urns ?? []]),
    ),
    retainOnDelete: retainOnDelete ?? false,
  };
}

/** The parts of "urn:pulumi:STACK::PROJECT::TYPES::NAME"; a name may have double colons of its own. */
export function partsOf(urn: string) {
  const [head = "", project = "", types = "", ...name] = urn.split("::");
  return {
    stack: head.slice("urn:pulumi:".length),
    project,
    /** Without those of its parents. */
    type: types.slice(types.lastIndexOf("$") + 1),
    name: name.join("::"),
  };
}

function notJson(content: string): string {
  if (content.trim() === "") return "the document is empty: the preview wrote nothing";
  const [first = ""] = content.trim().split("\n");
  try {
    if (Object.hasOwn(JSON.parse(first) as object, "sequence")) {
      return "these are events, one a line: unset PULUMI_ENABLE_STREAMING_JSON_PREVIEW for one document";
    }
  } catch {
    // Then it is not that.
  }
  return "the document is not JSON: it is cut short, or something else was written to the same file";
}

/** What people take for a preview. */
function otherDocument(data: unknown): string | undefined {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return "the document is no object";
  const has = (name: string) => Object.hasOwn(data, name);
  if (has("deployment")) return "this is what `pulumi stack export` writes: a state, and no preview";
  if (has("resourcePlans")) return "this is an update plan of --save-plan, which does not hold states";
  if (has("formatVersion")) return "this is a document of org-guardrails: give a plan with --base";
  if (!has("steps") && !has("changeSummary")) return "the document has neither steps nor a changeSummary";
  return undefined;
}

/** Why a document of the right shape does not say what would be done. */
function unfitness(
  { steps, diagnostics, changeSummary, maybeCorrupt }: Written,
  invalid: (message: string, rest?: Partial<Finding>) => Finding,
): readonly Finding[] {
  const errors = (diagnostics ?? []).filter(({ severity }) => severity === "error");
  const owners = new Set((steps ?? []).map(({ urn }) => urn.split("::").slice(0, 2).join("::")));
  return [
    ...(maybeCorrupt === true ? [invalid("Pulumi says that its state may be corrupt (maybeCorrupt)")] : []),
    ...errors.slice(0, MOST_PROBLEMS).map(({ message = "" }) =>
      invalid("the preview failed: what it did not come to is not in the document", {
        found: message.trim(),
        fix: `mend the program, then: ${REMEDY}`,
      }),
    ),
    ...(owners.size > 1
      ? [invalid("the document holds steps of more than one stack", { found: [...owners].join(", ") })]
      : []),
    ...missing(steps ?? [], changeSummary ?? {}).map((message) => invalid(message)),
    ...(steps ?? []).flatMap(({ op, urn, oldState, newState }) => {
      const lacks =
        NEEDS_NEW.has(op) && !newState ? "the new" : NEEDS_OLD.has(op) && !oldState ? "the old" : undefined;
      return lacks === undefined ? [] : [invalid(`a step of ${op} lacks ${lacks} state`, { path: urn })];
    }),
  ];
}

const NEEDS_NEW: ReadonlySet<StepOp> = new Set(["create", "update", "replace", "create-replacement"]);
const NEEDS_OLD: ReadonlySet<StepOp> = new Set(["update", "delete", "replace", "delete-replaced"]);

/** Writes that the summary counts and the steps lack. Without --show-replacement-steps a replacement is one step. */
function missing(
  steps: readonly { readonly op: StepOp }[],
  summary: Readonly<Record<string, number>>,
): readonly string[] {
  return (["create", "update", "delete", "replace"] as const).flatMap((op) => {
    const found = steps.filter((step) => step.op === op).length;
    const counted = Object.hasOwn(summary, op) ? summary[op]! : 0;
    return found < counted && !(op === "replace" && steps.some((step) => step.op === "create-replacement"))
      ? [`the summary counts ${counted} steps of ${op}, and the document has ${found}`]
      : [];
  });
}
