import type { Rule } from "../rule";

export const unknownTarget: Rule = {
  name: "unknown-target",
  operations: ["AttachPolicy", "DetachPolicy"],
  source:
    "https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html#API_AttachPolicy_Errors",
  read: "2026-11",
  async refuse(input, state) {
    if (await state.targetExists(input.TargetId)) return undefined;
    return { name: "TargetNotFoundException", message: "There is no root, unit or account with this id." };
  },
};
