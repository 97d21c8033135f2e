import { z } from "zod";
import { example, exampleResource } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";

const AUTH = "lambda:FunctionUrlAuthType";

/**
 * Making a URL, changing one, and granting its use all name the type of authentication. A change that says nothing
 * keeps the type that there is, so that only an explicit NONE is meant. The ARN of a function has a colon before its
 * name: narrowed to function/*, a Deny never matches.
 *
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html and
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html, read 2026-11.
 */
const ACTIONS = ["lambda:AddPermission", "lambda:CreateFunctionUrlConfig", "lambda:UpdateFunctionUrlConfig"];

export const denyPublicLambdaUrls = guardrail({
  id: "deny-public-lambda-urls",
  type: "SERVICE_CONTROL_POLICY",
  theme: "data",
  title: "No function URLs without authentication",
  rationale:
    "A function URL with authentication NONE is an open door to the function's role, from the whole internet and " +
    "past every firewall. URLs that ask for IAM authentication go on.",
  references: ["CT.LAMBDA.PV.1", "Lambda.1"],
  parameters: z.strictObject({}),
  statements: () => [
    { Effect: "Deny", Action: ACTIONS, Resource: "*", Condition: { StringEquals: { [AUTH]: "NONE" } } },
  ],
  requests: (_, organization) => {
    const principal = example(organization, "role/anybody");
    const resource = exampleResource(organization, "lambda", "function:shop");
    const by = (action: string, context?: Record<string, string>) => ({
      action: `lambda:${action}`,
      principal,
      resource,
      context,
    });
    const none = { [AUTH]: "NONE" };
    const iam = { [AUTH]: "AWS_IAM" };
    return {
      denied: [
        by("CreateFunctionUrlConfig", none),
        by("UpdateFunctionUrlConfig", none),
        by("AddPermission", none),
        { ...by("CreateFunctionUrlConfig", none), principal: example(organization, "root") },
      ],
      allowed: [
        by("CreateFunctionUrlConfig", iam),
        by("UpdateFunctionUrlConfig", iam),
        // A change of the allowed origins.
        by("UpdateFunctionUrlConfig"),
        by("AddPermission", { "lambda:Principal": "s3.amazonaws.com" }),
        by("DeleteFunctionUrlConfig", none),
      ],
    };
  },
});
