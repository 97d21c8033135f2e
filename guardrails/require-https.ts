import { z } from "zod";
import { RCP_SERVICES } from "../src/aws-data/rcp-services";
import { example } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import {
  exampleActions,
  governedServices,
  ofOrganization,
  outsider,
  resourceArns,
} from "../src/catalogue/perimeter";
import { actionsOf } from "../src/catalogue/services";

/**
 * aws:SecureTransport is a global key that every request carries, "true" or "false": no IfExists is needed, and none
 * of the services has to be left out.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * (aws:SecureTransport: always included), read 2026-11.
 */
export const requireHttps = guardrail({
  id: "require-https",
  type: "RESOURCE_CONTROL_POLICY",
  theme: "perimeter",
  title: "Resources are reached over TLS only",
  rationale:
    "Over plain HTTP, whoever sits on the way reads the data and changes it. Every SDK uses TLS unless it is told not " +
    "to, so that few notice; website endpoints of S3 speak plain HTTP only, and close.",
  references: ["CT.S3.PV.5", "S3.5", "CIS AWS Foundations 3.0.0, 2.1.1", "CIS AWS Foundations 5.0.0, 2.1.1"],
  parameters: z.strictObject({
    services: governedServices
      .default([...RCP_SERVICES])
      .describe("the services whose resources ask for TLS"),
    "http-resources": resourceArns
      .default([])
      .describe("ARNs that plain HTTP may reach, such as the objects behind a website endpoint"),
  }),
  statements: (parameters) => {
    const open = parameters["http-resources"];
    return [
      {
        Effect: "Deny",
        Action: actionsOf(parameters.services),
        ...(open.length === 0 ? { Resource: "*" } : { NotResource: open }),
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ];
  },
  requests: (parameters, organization) => {
    const actions = exampleActions(parameters.services);
    const action = actions[0]!;
    const ours = ofOrganization(organization);
    const principal = example(organization, "role/anybody");
    const plain = { "aws:SecureTransport": "false" };
    const tls = { "aws:SecureTransport": "true" };
    return {
      denied: [
        ...actions.map((one) => ({ action: one, principal, context: { ...ours, ...plain } })),
        { action, principal: outsider(organization), context: plain },
        { action, context: plain },
        { action, context: { ...plain, "aws:PrincipalIsAWSService": "true" } },
      ],
      allowed: [
        ...actions.map((one) => ({ action: one, principal, context: { ...ours, ...tls } })),
        { action, context: tls },
        { action, context: { ...tls, "aws:PrincipalIsAWSService": "true" } },
        ...parameters["http-resources"].map((resource) => ({
          action,
          resource: resource.replace(/[*?]$/, "x"),
          context: plain,
        })),
      ],
    };
  },
});
