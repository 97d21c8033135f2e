import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compare, compile } from "../src";
import { knownActions } from "../src/aws-data/actions";
import type { PolicyDocument, Statement } from "../src/policy/document";
import { LIMITS } from "../src/policy/limits";
import { policyText } from "../src/policy/minify";
import { milliseconds, ms, type Row, ratio } from "./measure";

const LIMIT = LIMITS.SERVICE_CONTROL_POLICY.characters;

/** The example's own statements, again and again with other names of roles, up to the last that fits. */
function fullPolicy(seed: string): PolicyDocument {
  const lock = JSON.parse(readFileSync(join(__dirname, "..", "organization.snapshot.json"), "utf8"));
  const pool: Statement[] = lock.policies
    .filter(({ awsManaged }: { awsManaged: boolean }) => !awsManaged)
    .flatMap(({ content }: { content: string }) => JSON.parse(content).Statement);
  const statements: Statement[] = [];
  for (let index = 0; index < 1_000; index++) {
    const { Sid: _sid, ...statement } = pool[index % pool.length]!;
    const Condition = {
      ...statement.Condition,
      StringNotEquals: { "aws:PrincipalTag/team": `${seed}-${index}` },
    };
    const next = { ...statement, Condition };
    if (policyText([...statements, next]).length <= LIMIT) statements.push(next);
  }
  return JSON.parse(policyText(statements));
}

/** Two policies of nearly 10,240 characters that differ in every statement, beside deciding all actions once. */
export function compareFull(): Row {
  const [before, after] = [fullPolicy("before"), fullPolicy("after")];
  const actions = knownActions();
  const chain = compile([[before]]);
  const deciding = milliseconds(() => {
    for (const action of actions)
      chain.decide({ action, principal: "arn:aws:iam::111122223333:role/example" });
  });
  let differences = 0;
  const time = milliseconds(() => {
    const { newlyDenied, newlyAllowed, undecided } = compare(before, after);
    if (undecided.length > 0) throw new Error("undecided");
    differences = newlyDenied.length + newlyAllowed.length;
  });
  return {
    what: `compare of two policies of ${JSON.stringify(before).length} characters (${differences} differences)`,
    measured: ms(time),
    beside: `one decision for each of ${actions.length} actions: ${ms(deciding)}`,
    ratio: ratio(time, deciding),
  };
}
