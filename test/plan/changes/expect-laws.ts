import { planChanges } from "../../../src/plan/changes";
import type { ChangePhase, ChangesInput, ChangesResult, ManagedState } from "../../../src/plan/changes/types";
import type { Change } from "../../../src/plan/types";
import { REQUESTS } from "./generators";
import { plain, reachableStates, type Verdicts, verdicts, written } from "./simulate";
import { ACCOUNTS, SCP } from "./support";

/** Neither more policies than AWS allows at any node, nor none at all. */
export function isAttachable(
  { parents, unmanaged, limits }: ChangesInput,
  { targets }: ManagedState,
): boolean {
  const everywhere = [...targets.values(), ...unmanaged.map((policy) => policy.targets)];
  return [...parents.keys()].every((node) => {
    const attached = everywhere.filter((at) => at.has(node)).length;
    return attached >= 1 && attached <= limits(SCP).attached;
  });
}

/** The law between two moments: a request that both deny, or both allow, has that verdict in between. */
function lawBetween(verdict: Verdicts, accounts: readonly string[], start: ManagedState, end: ManagedState) {
  const ends = accounts.map((account) => [account, verdict(start, account), verdict(end, account)] as const);
  return (moment: ManagedState) =>
    ends.every(([account, before, after]) => {
      const now = verdict(moment, account);
      return (before & after & ~now) === 0n && (now & ~(before | after)) === 0n;
    });
}

/** Plans, and holds the plan against both laws in every state that its order permits. */
export function expectLaws(
  input: ChangesInput,
  verdict: Verdicts = verdicts(input, REQUESTS),
): ChangesResult {
  const result = planChanges(input);
  if (result.refusal === null) expectSafe(input, result.phases, verdict);
  else expect(result.phases).toEqual([]);
  return result;
}

/** Holds phases against both laws in every state that their order permits, and against what Pulumi can do. */
export function expectSafe(
  input: ChangesInput,
  phases: readonly ChangePhase[],
  verdict: Verdicts = verdicts(input, REQUESTS),
): void {
  const accounts = ACCOUNTS.filter((account) => input.parents.has(account));
  const keepsWhole = lawBetween(verdict, accounts, input.before, input.after);
  let start = input.before;
  for (const { state, changes } of phases) {
    expect(pulumiCannot(changes)).toEqual([]);
    const keepsPhase = lawBetween(verdict, accounts, start, state);
    const broken = reachableStates(start, changes, state).filter(
      (moment) => !keepsWhole(moment) || !keepsPhase(moment) || !isAttachable(input, moment),
    );
    expect(broken.map(plain)).toEqual([]);
    const end = changes.reduce((moment, change) => written(moment, change, state), start);
    expect(plain(end)).toEqual(plain(state));
    start = state;
  }
  expect(plain(start)).toEqual(plain(input.after));
}

const runsLast = ({ op }: Change) => op === "detach" || op === "delete";

/** What one `pulumi up` cannot do: detach before anything else, or attach a policy before it is written. */
function pulumiCannot(changes: readonly Change[]): readonly string[] {
  const byId = new Map(changes.map((change) => [change.id, change]));
  return changes.flatMap(({ id, op, policy, after }) => {
    const late = after.filter((earlier) => runsLast(byId.get(earlier)!));
    const contents = changes.filter(
      (other) => ["create", "update"].includes(other.op) && other.policy === policy,
    );
    const unwritten = op === "attach" ? contents.filter((content) => !after.includes(content.id)) : [];
    return [...late, ...unwritten.map((content) => content.id)].map((earlier) => `${id} after ${earlier}`);
  });
}

/** "phase: id <- what it waits for" for each write, in order; both laws have been tried in every state. */
export function story(planned: ChangesInput, verdict?: Verdicts): readonly string[] {
  const { phases, refusal } = expectLaws(planned, verdict);
  expect(refusal).toBeNull();
  return phases.flatMap(({ changes }) =>
    changes.map(
      ({ id, phase, after }) => `${phase}: ${id}${after.length === 0 ? "" : ` <- ${after.join(" ")}`}`,
    ),
  );
}
