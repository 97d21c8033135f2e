import { catalogue } from "../../guardrails";
import { OTHERWISE, type Standard } from "../aws-data/controls";
import { type Coverage, coverage } from "../coverage/coverage";
import { planFromFiles } from "../files/plan-files";
import { renderCoverage } from "../render/coverage";
import { renderFindings } from "../render/findings";
import { style } from "../render/style";
import { pathsOf } from "../review/lockout/findings";
import { accountNamed } from "./account";
import type { Arguments } from "./arguments";
import { planFiles } from "./inputs";
import { CannotRun, type Io } from "./io";

const STANDARDS: Readonly<Record<string, Standard>> = {
  "control-tower": "AWS Control Tower",
  fsbp: "AWS Foundational Security Best Practices",
  "security-hub": "AWS Security Hub, other standards",
  "cis-3.0.0": "CIS AWS Foundations 3.0.0",
  "cis-5.0.0": "CIS AWS Foundations 5.0.0",
};

/** `coverage`: which controls of public standards the guardrails support, and where. 0 whatever it finds. */
export async function run(args: Arguments, io: Io): Promise<number> {
  const { options, positionals } = args;
  const standard = standardOf(options.standard as string | undefined);
  const { plan, tree, problems } = planFromFiles(planFiles(args, io), io.now);
  if (plan === null || tree === null) {
    if (options.json) io.stdout(JSON.stringify({ formatVersion: 1, problems }) + "\n");
    else io.stderr(renderFindings(problems, style(false)));
    return 2;
  }
  const [named] = positionals;
  const account = named === undefined ? null : accountNamed(named, tree);
  const all = coverage(plan, catalogue, account ?? undefined);
  if (all.accounts === 0) {
    throw new CannotRun("the organization has no member account that is neither closed nor suspended");
  }
  const found: Coverage = {
    ...all,
    controls: all.controls.filter((each) => standard === null || each.standard === standard),
  };
  if (options.json) {
    const organization = plan.organization.id;
    io.stdout(
      JSON.stringify({ formatVersion: 1, organization, account, otherwise: OTHERWISE, ...found }) + "\n",
    );
  } else {
    const pathOf = pathsOf(plan.nodes);
    const whose =
      account === null ? `the organization ${plan.organization.id}` : `the account ${pathOf(account)}`;
    io.stdout(renderCoverage({ coverage: found, whose, pathOf, style: style(io.colour) }));
  }
  return 0;
}

function standardOf(word: string | undefined): Standard | null {
  if (word === undefined) return null;
  const found = Object.entries(STANDARDS).find(([short, name]) => word === short || word === name);
  if (found !== undefined) return found[1];
  throw new CannotRun(
    `there is no standard ${JSON.stringify(word)}\nStandards: ${Object.keys(STANDARDS).join(", ")}`,
  );
}
