import { formsOfService, meetsFormByParts } from "../../meaning/arns";
import { isFilledIn } from "../../meaning/placeholders";
import { ALL_TYPES, type LintProblem, type LintRule } from "../../types";

const ARN = /^(arn:[^:]*):([a-z0-9-]+):([^:]*):([^:]*):([A-Za-z-]+)([:/])(.*)$/s;

export const resourceArnOfNoResource: LintRule = {
  slug: "resource-arn-of-no-resource",
  title: "An ARN of a shape that its service does not use",
  severity: "warning",
  types: ALL_TYPES,
  why: "Services write their ARNs each in their own way: function:NAME but role/NAME, with a Region or without. A Resource of another shape matches nothing: the statement neither denies nor allows what it names.",
  fix: "write the ARN as the service does",
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html",
    "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const { text, at } of statements.flatMap(({ resources }) => resources?.texts ?? [])) {
      if (!isFilledIn(text)) continue;
      const mended = mend(text);
      if (mended === undefined) continue;
      yield { at, message: "no resource has such an ARN", found: text, expected: mended };
    }
  },
};

/** The ARN that was most likely meant; undefined where the one that is written is of a known shape, or of none. */
function mend(text: string): string | undefined {
  const [, scheme, service, region, account, type, separator, rest] = ARN.exec(text) ?? [];
  if (service === undefined) return undefined;
  const isKnown = (arn: string) => formsOfService(service).some((form) => meetsFormByParts(arn, form));
  if (isKnown(text)) return undefined;
  const other = separator === ":" ? "/" : ":";
  const candidates = [
    `${scheme}:${service}:${region}:${account}:${type}${other}${rest}`,
    `${scheme}:${service}::${account}:${type}${separator}${rest}`,
    `${scheme}:${service}:::${type}${separator}${rest}`,
  ];
  return candidates.find(isKnown);
}
