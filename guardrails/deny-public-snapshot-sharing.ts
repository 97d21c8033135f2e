import { z } from "zod";
import { managementGuardrail } from "../src/catalogue/guardrail";
import { assigned, changesBelow, settledEffects } from "../src/catalogue/settled";

const settings = (state: string) => ({ ec2_attributes: { snapshot_block_public_access: { state } } });
const stateOf = (existing: "kept" | "hidden") =>
  existing === "hidden" ? "block_all_sharing" : "block_new_sharing";

export const denyPublicSnapshotSharing = managementGuardrail({
  id: "deny-public-snapshot-sharing",
  type: "DECLARATIVE_POLICY_EC2",
  theme: "data",
  title: "No EBS snapshot is public",
  rationale:
    "A snapshot is a copy of a disk, and public ones are searched for secrets all day. The setting is AWS's own, holds " +
    "in every Region and for every API, and cannot be turned off in the account.",
  references: ["EC2.1", "EC2.182"],
  parameters: z.strictObject({
    existing: z
      .enum(["hidden", "kept"])
      .default("hidden")
      .describe("what becomes of snapshots that are public already"),
    "changes-below": changesBelow,
  }),
  content: (parameters) => assigned(settings(stateOf(parameters.existing)), parameters["changes-below"]),
  effects: (parameters) =>
    settledEffects(
      settings(stateOf(parameters.existing)),
      settings("unblocked"),
      parameters["changes-below"],
    ),
});
