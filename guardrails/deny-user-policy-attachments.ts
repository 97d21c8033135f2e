import { z } from "zod";
import { example } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";

export const denyUserPolicyAttachments = guardrail({
  id: "deny-user-policy-attachments",
  type: "SERVICE_CONTROL_POLICY",
  theme: "identity",
  title: "Users get permissions from groups",
  rationale:
    "A permission that hangs on one user is found by nobody who looks at the groups, and stays when the user's work " +
    "changes. Policies that users have go on working and can be taken away. Programs that give each user its own " +
    "policy break.",
  references: ["IAM.2", "CIS AWS Foundations 3.0.0, 1.15", "CIS AWS Foundations 5.0.0, 1.14"],
  parameters: z.strictObject({}),
  statements: () => [
    { Effect: "Deny", Action: ["iam:AttachUserPolicy", "iam:PutUserPolicy"], Resource: "*" },
  ],
  requests: (_, organization) => {
    const anybody = example(organization, "role/anybody");
    const user = example(organization, "user/robot");
    const group = example(organization, "group/robots");
    return {
      denied: [
        { action: "iam:AttachUserPolicy", principal: anybody, resource: user },
        { action: "iam:PutUserPolicy", principal: anybody, resource: user },
        { action: "iam:AttachUserPolicy", principal: user, resource: user },
        {
          action: "iam:AttachUserPolicy",
          principal: example(organization, "root"),
          resource: example(organization, "user/team/robot"),
        },
      ],
      allowed: [
        { action: "iam:AttachGroupPolicy", principal: anybody, resource: group },
        { action: "iam:AddUserToGroup", principal: anybody, resource: group },
        { action: "iam:DetachUserPolicy", principal: anybody, resource: user },
        { action: "iam:DeleteUserPolicy", principal: anybody, resource: user },
        { action: "iam:PutUserPermissionsBoundary", principal: anybody, resource: user },
        { action: "iam:AttachRolePolicy", principal: anybody, resource: example(organization, "role/app") },
      ],
    };
  },
});
