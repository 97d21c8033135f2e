import { line } from "../../render/shell";
import { ATTACHMENT, POLICY } from "../../resource-types";
import type { Mend, MendOf } from "../mend";
import { ACCEPT, byHand, THEN_REVIEW, up } from "./commands";
import type { MendContext } from "./context";

const COMPONENT = "org-guardrails:index:Guardrails";
const policyUrn = (key: string) => `${COMPONENT}$${POLICY}::${key}`;
const attachmentUrn = (key: string, target: string) => `${COMPONENT}$${ATTACHMENT}::${key}:${target}`;

const NO_POLICY = "the drift names no policy";

/** Brings back a policy of ours with the text, name, description and tags that are planned. */
export const rewritePolicy: MendOf = ({ subject: { policy } }, { stacks }) =>
  policy === undefined ? byHand(null, NO_POLICY) : up(stacks.guardrails, [policyUrn(policy)]);

/** Pulumi takes texts that are equal as JSON for equal, and never writes the shorter one. */
export const shortenPolicy: MendOf = ({ subject: { policy } }, context) => {
  const id = policy === undefined ? undefined : context.policyIds.get(policy);
  if (id === undefined) return byHand(null, NO_POLICY);
  const read = line("aws", "organizations", "describe-policy", "--policy-id", id);
  return byHand(
    `${line("aws", "organizations", "update-policy", "--policy-id", id, "--content")} "$(${read} --query Policy.Content --output text | jq -c .)"`,
    "writes the same text without white space, which Pulumi would take for no change",
  );
};

export const remakePolicy: MendOf = ({ subject: { policy } }, { stacks, plannedTargets }) => {
  if (policy === undefined) return byHand(null, NO_POLICY);
  const targets = plannedTargets.get(policy) ?? [];
  return up(
    stacks.guardrails,
    [policyUrn(policy), ...targets.map((target) => attachmentUrn(policy, target))],
    {
      pattern: `${COMPONENT}$aws:organizations/**::${policy}**`,
      step: "AWS gives it another id; where it is still there and has lost its tags, give it those back instead",
    },
  );
};

/** In two phases: detached and unprotected, then deleted. */
export const dropPolicy: MendOf = ({ subject: { policy } }, context) => {
  const id = policy === undefined ? undefined : context.policyIds.get(policy);
  return {
    command: line("pulumi", "up", "--stack", context.stacks.guardrails, "--refresh"),
    resources: policy === undefined ? [] : [policyUrn(policy)],
    step: `runs the phases of npx org-guardrails plan; where Pulumi's state does not have it, detach it and then: ${line("aws", "organizations", "delete-policy", "--policy-id", id ?? "ID")}`,
  };
};

export const reattach: MendOf = ({ target, subject: { policy } }, { stacks }) =>
  policy === undefined || target === null
    ? byHand(null, NO_POLICY)
    : up(stacks.guardrails, [attachmentUrn(policy, target)]);

/** What somebody attached by hand is not in Pulumi's state, so that Pulumi never detaches it. */
export const detach: MendOf = (row, context) =>
  written("detach-policy", row, context, "Pulumi detaches what its state has, and this was attached by hand");

export const detachOthers: MendOf = (row, context) =>
  written("detach-policy", row, context, `or ${THEN_REVIEW}`);

export const reattachOthers: MendOf = (row, context) =>
  written("attach-policy", row, context, `or ${THEN_REVIEW}`);

export const attachFullAccess: MendOf = (row, context) =>
  written("attach-policy", row, context, "Pulumi does not own AWS's own policies");

function written(
  operation: "attach-policy" | "detach-policy",
  { target, subject: { policy } }: Parameters<MendOf>[0],
  { policyIds }: MendContext,
  step: string,
): Mend {
  const id = policy === undefined ? undefined : (policyIds.get(policy) ?? policy);
  if (id === undefined || target === null) return byHand(null, step);
  return byHand(line("aws", "organizations", operation, "--policy-id", id, "--target-id", target), step);
}

export const acceptPolicy: MendOf = () =>
  byHand(ACCEPT, `undo it in AWS (the snapshot of before has the text and the targets), or ${THEN_REVIEW}`);

export const enableType: MendOf = ({ subject: { policyType } }, { stacks }) =>
  policyType === undefined
    ? byHand(null, "the drift names no policy type")
    : {
        command: `${line("npx", "org-guardrails", "enable", policyType, "--yes")} && ${line("pulumi", "up", "--stack", stacks.guardrails, "--refresh")}`,
        resources: [],
        step: "AWS drops a type's attachments when it is disabled: the deployment after it brings ours back, those of others are by hand",
      };

export const disableType: MendOf = ({ subject: { policyType } }, { root }) =>
  policyType === undefined
    ? byHand(null, "the drift names no policy type")
    : byHand(
        line("aws", "organizations", "disable-policy-type", "--root-id", root, "--policy-type", policyType),
        `only where nothing of the type is in use, since its attachments go with it; or ${THEN_REVIEW}`,
      );
