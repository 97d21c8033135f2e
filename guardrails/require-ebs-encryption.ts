import { z } from "zod";
import { example, exampleResource } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, keptForKeepers } from "../src/catalogue/keepers";

const ENCRYPTED = "ec2:Encrypted";

/**
 * What makes a volume, copies one, or puts one to use. Copies and snapshots of unencrypted volumes stay free, because
 * they are how such a volume becomes an encrypted one.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html (actions whose
 * resource type volume carries ec2:Encrypted), read 2026-11.
 */
const VOLUME_ACTIONS = [
  "ec2:AttachVolume",
  "ec2:CopyVolumes",
  "ec2:CreateFleet",
  "ec2:CreateReplaceRootVolumeTask",
  "ec2:CreateVolume",
  "ec2:ImportInstance",
  "ec2:ImportVolume",
  "ec2:RunInstances",
];

/**
 * A request that says nothing of encryption gets the account's default: it is no concern of the Deny, which asks for
 * an explicit "false" and never whether the key is there. A launch is judged on each of its resources, and only its
 * volumes are meant.
 *
 * Source: https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html and
 * https://docs.aws.amazon.com/controltower/latest/controlreference/ct-ec2-pv-2.html, read 2026-11. That the key is
 * "true" or absent, never "false", for a volume that the account's default encrypts is assumed.
 */
export const requireEbsEncryption = guardrail({
  id: "require-ebs-encryption",
  type: "SERVICE_CONTROL_POLICY",
  theme: "data",
  title: "Encrypted volumes only",
  rationale:
    "A volume outlives its instance, and a copy of it is one API call. No unencrypted volume is made or attached, and " +
    "only the deployers and the member roles end the account's encryption by default.",
  references: [
    "EC2.3",
    "EC2.7",
    "CT.EC2.PV.2",
    "CIS AWS Foundations 3.0.0, 2.2.1",
    "CIS AWS Foundations 5.0.0, 5.1.1",
  ],
  parameters: z.strictObject({}),
  statements: (_, organization) => [
    {
      Sid: "Volumes",
      Effect: "Deny",
      Action: VOLUME_ACTIONS,
      Resource: `arn:${organization.partition}:ec2:*:*:volume/*`,
      Condition: { Bool: { [ENCRYPTED]: "false" } },
    },
    { Sid: "Default", ...keptForKeepers(organization, ["ec2:DisableEbsEncryptionByDefault"]) },
  ],
  requests: (_, organization) => {
    const principal = example(organization, "role/anybody");
    const on = (action: string, name: string, context?: Record<string, string>) => ({
      action,
      principal,
      resource: exampleResource(organization, "ec2", name),
      context,
    });
    const snapshot = exampleResource(organization, "ec2", "snapshot/snap-0123456789abcdef0", { account: "" });
    const image = exampleResource(organization, "ec2", "image/ami-0123456789abcdef0", { account: "" });
    const volume = "volume/vol-0123456789abcdef0";
    const no = { [ENCRYPTED]: "false" };
    return {
      denied: [
        on("ec2:CreateVolume", "volume/*", no),
        on("ec2:RunInstances", "volume/*", no),
        on("ec2:AttachVolume", volume, no),
        on("ec2:CopyVolumes", volume, no),
        { action: "ec2:DisableEbsEncryptionByDefault", principal },
      ],
      allowed: [
        on("ec2:CreateVolume", "volume/*", { [ENCRYPTED]: "true" }),
        // Encrypted by the account's default: the request says nothing.
        on("ec2:CreateVolume", "volume/*"),
        on("ec2:RunInstances", "volume/*"),
        // The other resources that a launch is judged on.
        on("ec2:RunInstances", "instance/*"),
        on("ec2:RunInstances", "network-interface/*"),
        on("ec2:RunInstances", "subnet/subnet-0123456789abcdef0"),
        { action: "ec2:RunInstances", principal, resource: image },
        { action: "ec2:RunInstances", principal, resource: snapshot, context: no },
        // The ways from an unencrypted volume to an encrypted one.
        on("ec2:CreateSnapshot", volume, no),
        { action: "ec2:CopySnapshot", principal, resource: snapshot, context: no },
        { action: "ec2:CreateVolume", principal, resource: snapshot, context: no },
        { action: "ec2:EnableEbsEncryptionByDefault", principal },
        ...byKeepers(organization, { action: "ec2:DisableEbsEncryptionByDefault" }),
      ],
    };
  },
});
