import { z } from "zod";
import { example, exampleResource } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, keptForKeepers } from "../src/catalogue/keepers";

const GROUP = "ec2:Add/group";

/**
 * What would let images and snapshots be public again. Turning these blocks on is an action of its own, and free.
 * ec2:ModifyImageAttribute carries no key for the group that is added: for images the block does the work.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/block-public-access-to-amis.html,
 * https://docs.aws.amazon.com/ebs/latest/userguide/block-public-access-snapshots.html, read 2026-11.
 */
const BLOCKS = ["ec2:DisableImageBlockPublicAccess", "ec2:DisableSnapshotBlockPublicAccess"];

/** Sharing a database snapshot, with one account or with all: no key tells which. */
const DATABASE_SHARING = ["rds:ModifyDBClusterSnapshotAttribute", "rds:ModifyDBSnapshotAttribute"];

export const denyPublicImagesAndSnapshots = guardrail({
  id: "deny-public-images-and-snapshots",
  type: "SERVICE_CONTROL_POLICY",
  theme: "data",
  title: "No public images and snapshots",
  rationale:
    "A snapshot that is public for an hour has been copied, and it holds whatever was on the disk. No EBS snapshot is " +
    "shared with everybody, the account's blocks against it stay on, and database snapshots are shared by the " +
    "deployers and the member roles only.",
  references: ["EC2.1", "RDS.1", "CT.EC2.PV.3", "EC2.182"],
  parameters: z.strictObject({
    databases: z
      .enum(["protected", "free"])
      .default("protected")
      .describe(
        "whether sharing database snapshots, with single accounts too, is left to the deployers and the member roles",
      ),
  }),
  statements: ({ databases }, organization) => [
    {
      Sid: "Snapshots",
      Effect: "Deny",
      Action: "ec2:ModifySnapshotAttribute",
      Resource: `arn:${organization.partition}:ec2:*::snapshot/*`,
      Condition: { StringEquals: { [GROUP]: "all" } },
    },
    {
      Sid: "Blocks",
      ...keptForKeepers(organization, databases === "protected" ? [...BLOCKS, ...DATABASE_SHARING] : BLOCKS),
    },
  ],
  requests: ({ databases }, organization) => {
    const principal = example(organization, "role/anybody");
    const snapshot = (context?: Record<string, string>) => ({
      action: "ec2:ModifySnapshotAttribute",
      principal,
      resource: exampleResource(organization, "ec2", "snapshot/snap-0123456789abcdef0", { account: "" }),
      context,
    });
    const by = (actions: readonly string[]) => actions.map((action) => ({ action, principal }));
    const sharing = by(DATABASE_SHARING);
    return {
      denied: [
        snapshot({ [GROUP]: "all" }),
        { ...snapshot({ [GROUP]: "all" }), principal: example(organization, "root") },
        ...by(BLOCKS),
        ...(databases === "protected" ? sharing : []),
      ],
      allowed: [
        snapshot({ "ec2:Add/userId": "222222222222" }),
        snapshot({ "ec2:Remove/group": "all" }),
        snapshot(),
        ...by([
          "ec2:EnableImageBlockPublicAccess",
          "ec2:EnableSnapshotBlockPublicAccess",
          "ec2:ModifyImageAttribute",
          "rds:CopyDBSnapshot",
        ]),
        ...(databases === "free" ? sharing : []),
        ...byKeepers(organization, { action: "ec2:DisableSnapshotBlockPublicAccess" }),
      ],
    };
  },
});
