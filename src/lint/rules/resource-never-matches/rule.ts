import { type ActionInfo, actionInfo, knownActions } from "../../../aws-data/actions";
import { matchingPlaces } from "../../../aws-data/matching-actions";
import { obtain } from "../../../collections";
import { type GlobPart, globParts, overlap } from "../../overlap";
import { hasPlaceholder } from "../../placeholders";
import { ALL_TYPES, type LintProblem, type LintRule, type LintStatement } from "../../types";
import { withoutVariables } from "../../variables";

export const resourceNeverMatches: LintRule = {
  slug: "resource-never-matches",
  title: "An action on none of the statement's resources",
  severity: "warning",
  types: ALL_TYPES,
  why: 'Requests for an action name resources of certain types, or none at all, which only "*" matches. Where no resource of the statement can be one of them, the statement says nothing about the action: a Deny denies nothing, an Allow allows nothing.',
  fix: 'add a resource that the action has ("arn:aws:s3:::bucket" for s3:ListBucket, "*" for s3:ListAllMyBuckets), or move the action to a statement of its own',
  sources: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const statement of statements) yield* ofStatement(statement);
  },
};

function* ofStatement({ actions, resources }: LintStatement): Iterable<LintProblem> {
  if (resources === undefined || resources.negated || actions.negated) return;
  const texts = resources.texts.map(({ text }) => text);
  if (texts.length === 0 || texts.some((text) => text === "*" || hasPlaceholder(text))) return;
  const patterns = texts.map((text) => globParts(withoutVariables(text, "*")));
  for (const { text, at } of actions.texts) {
    const infos = matchingPlaces(text.toLowerCase()).map((place) => actionInfo(knownActions()[place]!)!);
    if (infos.length === 0 || infos.some((info) => mayBeOn(info, patterns))) continue;
    const message = infos.every((info) => info.resources.length === 0)
      ? `requests for ${text} name no resource: only "*" matches them`
      : `none of the resources can be one of ${text}`;
    const arns = [...new Set(infos.flatMap((info) => info.resources.flatMap(({ arns: forms }) => forms)))];
    yield { at, message, expected: arns.length === 0 ? '"*"' : arns.slice(0, MOST_SHOWN).join(", ") };
  }
}

const MOST_SHOWN = 4;

function mayBeOn(info: ActionInfo, patterns: readonly (readonly GlobPart[])[]): boolean {
  const forms = info.resources.flatMap(({ arns }) => arns.map(formOf));
  // Requests that name no resource, or need not, are judged as about "*".
  if (forms.length === 0 || info.resources.every(({ required }) => !required)) {
    return (
      patterns.some((pattern) => overlap(pattern, NONE)) || forms.some((form) => meetsAny(form, patterns))
    );
  }
  return forms.some((form) => meetsAny(form, patterns));
}

/** The resource of a request that names none. */
const NONE: readonly GlobPart[] = [{ kind: "text", character: "*" }];

function meetsAny(form: readonly GlobPart[], patterns: readonly (readonly GlobPart[])[]): boolean {
  return patterns.some((pattern) => overlap(form, pattern));
}

const FORMS = new Map<string, readonly GlobPart[]>();

/**
 * The ARNs that a form stands for. What stands for a variable has no colon in the first five parts, and the name of a
 * bucket has no slash; of others it is not certain.
 */
function formOf(arn: string): readonly GlobPart[] {
  return obtain(FORMS, arn, () => {
    const pieces = arn.split(/(\$\{[^}]*\}|[:*])/).filter((piece) => piece !== "");
    let colons = 0;
    return pieces.flatMap((piece): readonly GlobPart[] => {
      if (piece === ":") colons++;
      if (piece !== "*" && !piece.startsWith("${")) return globParts(piece);
      const but = colons < COLONS ? ":" : piece === "${BucketName}" ? "/" : "";
      return [{ kind: "run", but }];
    });
  });
}

/** Before the last part of an ARN. */
const COLONS = 5;
