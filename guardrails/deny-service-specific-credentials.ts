import { z } from "zod";
import { example } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";

const CODECOMMIT = "codecommit.amazonaws.com";

/**
 * Making such a credential, and giving an existing one a new secret.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 * (actions with iam:ServiceSpecificCredentialServiceName), read 2026-11.
 */
const NEW_SECRETS = ["iam:CreateServiceSpecificCredential", "iam:ResetServiceSpecificCredential"];

export const denyServiceSpecificCredentials = guardrail({
  id: "deny-service-specific-credentials",
  type: "SERVICE_CONTROL_POLICY",
  theme: "identity",
  title: "No passwords and keys for single services",
  rationale:
    "Git passwords of CodeCommit, passwords of Keyspaces and long-term API keys of Bedrock belong to an IAM user, " +
    "know no second factor and stay until somebody remembers them. Credentials that exist go on working; they can be " +
    "switched off and deleted, but not given a new secret.",
  references: [],
  parameters: z.strictObject({
    except: z
      .array(z.string().regex(/^[a-z0-9-]+\.amazonaws\.com$/, "a service such as codecommit.amazonaws.com"))
      .default([])
      .describe("services for which users may have such credentials"),
  }),
  statements: ({ except }) => [
    {
      Sid: "Passwords",
      Effect: "Deny",
      Action: NEW_SECRETS,
      Resource: "*",
      ...(except.length > 0 && {
        Condition: { StringNotEquals: { "iam:ServiceSpecificCredentialServiceName": except } },
      }),
    },
    {
      Sid: "Keys",
      Effect: "Deny",
      // An SSH key is what CodeCommit takes in place of a password.
      Action: except.includes(CODECOMMIT)
        ? "iam:UploadSigningCertificate"
        : ["iam:UploadSigningCertificate", "iam:UploadSSHPublicKey"],
      Resource: "*",
    },
  ],
  requests: ({ except }, organization) => {
    const principal = example(organization, "role/anybody");
    const resource = example(organization, "user/robot");
    const on = (action: string, service?: string) => ({
      action,
      principal,
      resource,
      ...(service !== undefined && { context: { "iam:ServiceSpecificCredentialServiceName": service } }),
    });
    const services = [CODECOMMIT, "bedrock.amazonaws.com", "cassandra.amazonaws.com"];
    const create = "iam:CreateServiceSpecificCredential";
    return {
      denied: [
        ...services.filter((service) => !except.includes(service)).map((service) => on(create, service)),
        on(create),
        on("iam:ResetServiceSpecificCredential"),
        on("iam:UploadSigningCertificate"),
        { ...on(create), principal: resource },
      ],
      allowed: [
        ...except.map((service) => on(create, service)),
        on("iam:UpdateServiceSpecificCredential", CODECOMMIT),
        on("iam:DeleteServiceSpecificCredential", CODECOMMIT),
        on("iam:DeleteSSHPublicKey"),
        on("iam:ListServiceSpecificCredentials"),
      ],
    };
  },
});
