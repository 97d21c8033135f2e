import { line } from "../../render/shell";
import type { MendOf } from "../mend";
import { ACCEPT, byHand, THEN_REVIEW } from "./commands";

export const moveBack: MendOf = ({ target }, { parents, plannedParents }) => {
  const [from, to] = target === null ? [] : [parents.get(target), plannedParents.get(target)];
  if (target === null || from == null || to == null) return byHand(ACCEPT, THEN_REVIEW);
  return byHand(
    line(
      ...["aws", "organizations", "move-account", "--account-id", target],
      ...["--source-parent-id", from, "--destination-parent-id", to],
    ),
    `Pulumi does not own accounts; or ${THEN_REVIEW}`,
  );
};

/** Accounts and units come and go for good reasons: the plan has to know of them. */
export const acceptTree: MendOf = () => byHand(ACCEPT, THEN_REVIEW);

export const acceptName: MendOf = () => byHand(ACCEPT, `give it its name back, or ${THEN_REVIEW}`);

export const dropException: MendOf = ({ subject: { guardrail } }, { stacks }) =>
  byHand(
    `npx org-guardrails lock && ${line("pulumi", "up", "--stack", stacks.guardrails)}`,
    `first take the exception${guardrail === undefined ? "" : ` from ${guardrail}`} out of organization.yaml, or give it a new end`,
  );
