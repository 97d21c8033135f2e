import { ALL_TYPES, type LintPolicy, type LintProblem, type LintRule } from "../../types";

export const versionMissing: LintRule = {
  slug: "version-missing",
  title: "No Version, or the old one",
  severity: "error",
  types: ALL_TYPES,
  why: 'Organizations refuses an SCP or RCP without Version "2012-10-17". Elsewhere its lack means "2008-10-17", in which policy variables such as ${aws:username} are plain text.',
  fix: 'add "Version": "2012-10-17"',
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html",
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html",
  ],
  *check(policy): Iterable<LintProblem> {
    const { value, types } = policy;
    if (typeof value !== "object" || value === null || !("Statement" in value)) return;
    const { Version: version } = value as { readonly Version?: unknown };
    if (version !== undefined && version !== "2008-10-17") return;
    const spot = version === undefined ? { at: [] } : { at: ["Version"] };
    const message = version === undefined ? "the policy has no Version" : `the Version is ${version}`;
    if (types.includes("scp") || types.includes("rcp")) {
      yield { ...spot, message, types: ["scp", "rcp"] };
    } else if (hasVariable(policy)) {
      yield { ...spot, message: `${message}, so that its variables are plain text` };
    } else {
      yield { ...spot, message, severity: "info" };
    }
  },
};

function hasVariable({ statements }: LintPolicy): boolean {
  const texts = statements.flatMap(({ resources, conditions }) => [
    ...(resources?.texts ?? []).map(({ text }) => text),
    ...conditions.flatMap(({ values }) => values.map(({ value }) => String(value))),
  ]);
  return texts.some((text) => text.includes("${"));
}
