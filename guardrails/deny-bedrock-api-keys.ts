import { z } from "zod";
import { example } from "../src/catalogue/examples";
import { type GuardrailStatement, guardrail } from "../src/catalogue/guardrail";

/** A call with a key is authorized twice: as CallWithBearerToken of its endpoint, and as the action itself. */
const ENDPOINTS = [
  { sid: "Calls", prefix: "bedrock" },
  { sid: "MantleCalls", prefix: "bedrock-mantle" },
] as const;

/**
 * A long-term key is a service-specific credential of an IAM user. Deleting one, or switching it off by
 * iam:UpdateServiceSpecificCredential, must stay possible; that call switches on too, and a key that is on still
 * makes no call.
 */
const MAKING = ["iam:CreateServiceSpecificCredential", "iam:ResetServiceSpecificCredential"];

/**
 * A short-term key is computed on the caller's machine, without any request: only its use can be denied. Each
 * endpoint has a condition key of its own, and the values are case-sensitive.
 *
 * Source: https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys-permissions.html, read 2026-11.
 */
export const denyBedrockApiKeys = guardrail({
  id: "deny-bedrock-api-keys",
  type: "SERVICE_CONTROL_POLICY",
  theme: "ai",
  title: "No API keys for Bedrock",
  rationale:
    "An API key is a password in an environment variable: whoever reads it calls models at your cost, from anywhere. " +
    "Roles sign each request instead. Programs that know only API keys stop working.",
  references: [],
  parameters: z.strictObject({
    "short-term-keys": z
      .enum(["denied", "allowed"])
      .default("denied")
      .describe("whether keys that end with their maker's session, after twelve hours at most, may be used"),
  }),
  statements: (parameters) => {
    const shortTerm = parameters["short-term-keys"] === "allowed";
    return [
      ...ENDPOINTS.map(
        ({ sid, prefix }): GuardrailStatement => ({
          Sid: sid,
          Effect: "Deny",
          Action: `${prefix}:CallWithBearerToken`,
          Resource: "*",
          ...(shortTerm && {
            Condition: { StringNotEquals: { [`${prefix}:BearerTokenType`]: "SHORT_TERM" } },
          }),
        }),
      ),
      {
        Sid: "Making",
        Effect: "Deny",
        Action: MAKING,
        Resource: "*",
        Condition: { StringEquals: { "iam:ServiceSpecificCredentialServiceName": "bedrock.amazonaws.com" } },
      },
    ];
  },
  requests: (parameters, organization) => {
    const principal = example(organization, "user/chatbot");
    const role = example(organization, "role/anybody");
    const forService = (service: string) => ({
      "iam:ServiceSpecificCredentialServiceName": `${service}.amazonaws.com`,
    });
    const shortTerm = ENDPOINTS.map(({ prefix }) => ({
      action: `${prefix}:CallWithBearerToken`,
      principal: role,
      context: { [`${prefix}:BearerTokenType`]: "SHORT_TERM" },
    }));
    const isAllowed = parameters["short-term-keys"] === "allowed";
    return {
      denied: [
        ...ENDPOINTS.map(({ prefix }) => ({
          action: `${prefix}:CallWithBearerToken`,
          principal,
          context: { [`${prefix}:BearerTokenType`]: "LONG_TERM" },
        })),
        ...MAKING.map((action) => ({ action, principal, context: forService("bedrock") })),
        ...(isAllowed ? [] : shortTerm),
      ],
      allowed: [
        { action: "bedrock:InvokeModel", principal: role },
        { action: "iam:DeleteServiceSpecificCredential", principal, context: forService("bedrock") },
        { action: "iam:UpdateServiceSpecificCredential", principal, context: forService("bedrock") },
        { action: "iam:CreateServiceSpecificCredential", principal, context: forService("codecommit") },
        ...(isAllowed ? shortTerm : []),
      ],
    };
  },
});
