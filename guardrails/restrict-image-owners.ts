import { z } from "zod";
import { saysOtherThan } from "../src/catalogue/conditions";
import { example, exampleResource, otherThan } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";

const OWNER = "ec2:Owner";

/** The account itself, whichever it is. */
const OWN = "${aws:PrincipalAccount}";

/**
 * What runs an image by another way than a plain launch, or makes a copy that is the account's own. Some of these
 * requests may name the image in a launch template only; then the key is absent, and the launch itself is judged.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html (actions whose
 * resource type image carries ec2:Owner), read 2026-11.
 */
const OTHER_WAYS = [
  "ec2:CopyImage",
  "ec2:CreateFleet",
  "ec2:CreateReplaceRootVolumeTask",
  "ec2:ModifyFleet",
  "ec2:RequestSpotFleet",
  "ec2:RequestSpotInstances",
];

export const restrictImageOwners = guardrail({
  id: "restrict-image-owners",
  type: "SERVICE_CONTROL_POLICY",
  theme: "data",
  title: "Only images of known owners",
  rationale:
    "Anybody can publish an image under a name that looks right. Instances run images of the account itself, and of " +
    "the owners that are named: Amazon, and the account that builds the organization's own.",
  references: [],
  parameters: z.strictObject({
    owners: z
      .array(
        z
          .string()
          .regex(
            /^(\d{12}|amazon|aws-marketplace)$/,
            "an account id in quotes, or amazon, or aws-marketplace",
          ),
      )
      .default(["amazon"])
      .describe("whose images run, besides the account's own"),
  }),
  statements: ({ owners }, { partition }) => {
    const images = `arn:${partition}:ec2:*::image/*`;
    const known = [...owners, OWN];
    return [
      {
        Sid: "Launches",
        Effect: "Deny",
        Action: "ec2:RunInstances",
        Resource: images,
        Condition: { StringNotEquals: { [OWNER]: known } },
      },
      {
        Sid: "OtherWays",
        Effect: "Deny",
        Action: OTHER_WAYS,
        Resource: images,
        Condition: saysOtherThan(OWNER, known),
      },
    ];
  },
  requests: ({ owners }, organization) => {
    const principal = example(organization, "role/anybody");
    const image = (action: string, owner?: string) => ({
      action,
      principal,
      resource: exampleResource(organization, "ec2", "image/ami-0123456789abcdef0", { account: "" }),
      context: owner === undefined ? {} : { [OWNER]: owner },
    });
    const launchOn = (name: string) => ({
      action: "ec2:RunInstances",
      principal,
      resource: exampleResource(organization, "ec2", name),
    });
    const stranger = otherThan(owners, "999988887777");
    const unnamed = ["amazon", "aws-marketplace"].filter((owner) => !owners.includes(owner));
    return {
      denied: [
        image("ec2:RunInstances", stranger),
        ...unnamed.map((owner) => image("ec2:RunInstances", owner)),
        image("ec2:CopyImage", stranger),
        image("ec2:RequestSpotInstances", stranger),
      ],
      allowed: [
        ...owners.map((owner) => image("ec2:RunInstances", owner)),
        image("ec2:RunInstances", "123456789012"),
        image("ec2:CopyImage", "123456789012"),
        image("ec2:CreateFleet"),
        image("ec2:DescribeImageAttribute", stranger),
        // The other resources that a launch is judged on.
        launchOn("instance/*"),
        launchOn("volume/*"),
        launchOn("key-pair/admin"),
      ],
    };
  },
});
