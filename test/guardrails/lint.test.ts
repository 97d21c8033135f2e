import { catalogue } from "../../guardrails";
import { compileGuardrail } from "../../src/catalogue/compile";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import { type AnyAuthorizationGuardrail, isAuthorization } from "../../src/catalogue/guardrail";
import { lint } from "../../src/lint/lint";

const guardrails = catalogue.filter(isAuthorization);

function findings(guardrail: AnyAuthorizationGuardrail) {
  const compiled = compileGuardrail(guardrail, guardrail.example, EXAMPLE_ORGANIZATION);
  if ("problems" in compiled) throw new Error(JSON.stringify(compiled.problems));
  const text = JSON.stringify({ Version: "2012-10-17", Statement: compiled.statements });
  const type = guardrail.type === "RESOURCE_CONTROL_POLICY" ? "rcp" : "scp";
  return lint(text, { file: guardrail.id, type });
}

/**
 * Notes that hold for any guardrail that spares deployers and the like: the plan answers them with
 * protect-exempt-principals at every account of an exempt name.
 */
const ANSWERED_BY_THE_PLAN: ReadonlySet<string> = new Set([
  "exempt-principal-anybody-can-create",
  "trailing-wildcard-exemption",
]);

/** What lint notes of a guardrail and its page says as well, with the day on which that was decided. */
const SAID_BY_THE_PAGE: Readonly<Record<string, readonly string[]>> = {
  // 2026-11-27: an SCP reaches sts:AssumeRoot only where it is called from, the delegated administrator.
  "restrict-assume-root": ["assume-root-binds-delegated-admin"],
  // 2026-11-27: the spared alone change the block, also to close what is open: who deploys it does.
  "protect-log-archive": ["public-access-block-deny-also-blocks-enabling"],
  "protect-s3-public-access-block": ["public-access-block-deny-also-blocks-enabling"],
};

/**
 * Every service prefix, action and condition key is one that AWS documents, every key is carried by the actions that
 * it conditions, and no guardrail is in any other of the traps.
 */
it.each(guardrails.map((guardrail) => [guardrail.id, guardrail] as const))(
  "%s has no trap",
  (id, guardrail) => {
    const found = findings(guardrail);
    expect(found.filter(({ severity }) => severity !== "info")).toEqual([]);
    const notes = new Set(found.map(({ code }) => code).filter((code) => !ANSWERED_BY_THE_PLAN.has(code)));
    expect([...notes]).toEqual(SAID_BY_THE_PAGE[id] ?? []);
  },
);

it("no deviation is listed of a guardrail that there is not", () => {
  const ids = guardrails.map(({ id }) => id);
  expect(Object.keys(SAID_BY_THE_PAGE).filter((id) => !ids.includes(id))).toEqual([]);
});
