import { z } from "zod";
import { actionPatterns, actionsMatching, someAction } from "../src/catalogue/actions";
import { example, exampleResource, otherThan } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, keptForKeepers } from "../src/catalogue/keepers";
import { accountIds } from "../src/catalogue/perimeter";

const ASKED = "ram:RequestedAllowsExternalPrincipals";
const OPEN = "ram:AllowsExternalPrincipals";
const ADDED = "ec2:Add/userId";

/**
 * What shares something with accounts by their ids, and carries no key that tells whose they are: inside the
 * organization or out, it is left to the deployers and the member roles. Services with resource policies are not
 * here: RCPs guard those.
 *
 * Source: the Service Authorization Reference of these services,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html,
 * read 2026-11.
 */
const BY_ACCOUNT = [
  "appstream:UpdateImagePermissions",
  "auditmanager:StartAssessmentFrameworkShare",
  "ds:ShareDirectory",
  "ec2:EnableAddressTransfer",
  "ec2:ModifyFpgaImageAttribute",
  "ec2:ModifyImageAttribute",
  "ec2:ModifyVpcEndpointServicePermissions",
  "globalaccelerator:CreateCrossAccountAttachment",
  "rds:ModifyDBClusterSnapshotAttribute",
  "rds:ModifyDBSnapshotAttribute",
  "redshift:AuthorizeDataShare",
  "redshift:AuthorizeEndpointAccess",
  "redshift:AuthorizeSnapshotAccess",
  "servicecatalog:CreatePortfolioShare",
  "ssm:ModifyDocumentPermission",
  "workspaces:UpdateWorkspaceImagePermission",
];

/**
 * A share of AWS RAM is open to other organizations when the request that makes it says nothing: silence is denied
 * there. A change that says nothing changes nothing.
 *
 * Source: https://docs.aws.amazon.com/ram/latest/APIReference/API_CreateResourceShare.html (allowExternalPrincipals),
 * https://docs.aws.amazon.com/ram/latest/userguide/scp.html, read 2026-11.
 */
export const denyExternalSharing = guardrail({
  id: "deny-external-sharing",
  type: "SERVICE_CONTROL_POLICY",
  theme: "data",
  title: "Nothing shared outside the organization",
  rationale:
    "Sharing with an account is the quietest way to take data out: nothing is copied, and no network sees it. RAM " +
    "shares stay within the organization; snapshots go to known accounts; what else is shared by account id is " +
    "shared by the deployers and the member roles.",
  references: [],
  parameters: z.strictObject({
    accounts: accountIds.default([]).describe("the accounts that EBS snapshots may be shared with"),
    actions: actionPatterns
      .default(BY_ACCOUNT)
      .describe(
        "what shares by account id without a key that tells whose account it is, and is therefore left to the deployers and the member roles",
      ),
  }),
  example: { accounts: ["222222222222"], actions: BY_ACCOUNT },
  statements: ({ accounts, actions }, organization) => [
    {
      Sid: "NewShares",
      Effect: "Deny",
      Action: "ram:CreateResourceShare",
      Resource: "*",
      Condition: { BoolIfExists: { [ASKED]: "true" } },
    },
    {
      Sid: "ShareChanges",
      Effect: "Deny",
      Action: "ram:UpdateResourceShare",
      Resource: "*",
      Condition: { Bool: { [ASKED]: "true" } },
    },
    {
      Sid: "OpenShares",
      Effect: "Deny",
      Action: "ram:AssociateResourceShare",
      Resource: "*",
      Condition: { Bool: { [OPEN]: "true" } },
    },
    {
      Sid: "Snapshots",
      Effect: "Deny",
      Action: "ec2:ModifySnapshotAttribute",
      Resource: `arn:${organization.partition}:ec2:*::snapshot/*`,
      // One request may add several accounts.
      Condition:
        accounts.length === 0
          ? { Null: { [ADDED]: "false" } }
          : { "ForAnyValue:StringNotEquals": { [ADDED]: accounts } },
    },
    { Sid: "ByAccount", ...keptForKeepers(organization, actions) },
  ],
  requests: ({ accounts, actions }, organization) => {
    const principal = example(organization, "role/anybody");
    const share = (action: string, key?: string, value = "true") => ({
      action: `ram:${action}`,
      principal,
      context: key === undefined ? {} : { [key]: value },
    });
    const snapshot = (context: Record<string, string | readonly string[]>) => ({
      action: "ec2:ModifySnapshotAttribute",
      principal,
      resource: exampleResource(organization, "ec2", "snapshot/snap-0123456789abcdef0", { account: "" }),
      context,
    });
    const stranger = otherThan(accounts, "999988887777");
    const named = [...new Set(actions.map(someAction))];
    const covered = new Set(actions.flatMap(actionsMatching));
    const free = [
      "ec2:CopySnapshot",
      "rds:CreateDBSnapshot",
      "ssm:CreateDocument",
      "redshift:DeauthorizeDataShare",
    ];
    return {
      denied: [
        share("CreateResourceShare", ASKED),
        share("CreateResourceShare"),
        share("UpdateResourceShare", ASKED),
        share("AssociateResourceShare", OPEN),
        snapshot({ [ADDED]: stranger }),
        snapshot({ [ADDED]: [...accounts, stranger, "888877776666"] }),
        ...named.map((action) => ({ action, principal })),
      ],
      allowed: [
        share("CreateResourceShare", ASKED, "false"),
        share("UpdateResourceShare"),
        share("UpdateResourceShare", ASKED, "false"),
        share("AssociateResourceShare", OPEN, "false"),
        ...accounts.map((account) => snapshot({ [ADDED]: account })),
        snapshot({ "ec2:Remove/userId": stranger }),
        ...free.filter((action) => !covered.has(action)).map((action) => ({ action, principal })),
        ...byKeepers(organization, { action: named[0]! }),
      ],
    };
  },
});
