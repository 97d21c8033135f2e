import { z } from "zod";
import { example } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { actionsOf, knownServices } from "../src/catalogue/services";

export const denyServices = guardrail({
  id: "deny-services",
  type: "SERVICE_CONTROL_POLICY",
  theme: "services",
  title: "Some services are not used",
  rationale:
    "A service that nobody has reviewed, or that costs too much for a sandbox, is easier to keep out than to clean " +
    "up. Everything of it is denied, reading included, to everybody. What runs already goes on running.",
  references: [],
  parameters: z.strictObject({
    services: knownServices.describe("the part of IAM actions before the colon: macie2, not macie or Macie"),
  }),
  example: { services: ["gamelift", "redshift"] },
  statements: ({ services }) => [{ Effect: "Deny", Action: actionsOf(services), Resource: "*" }],
  requests: ({ services }, organization) => {
    const everybody = ["role/anybody", "user/anybody", "root"].map((name) => example(organization, name));
    const by = (prefixes: readonly string[]) =>
      prefixes.flatMap((prefix) =>
        everybody.map((principal) => ({ action: `${prefix}:AnyAction`, principal })),
      );
    // The names of services begin alike: redshift and redshift-data, s3 and s3express.
    const neighbours = services.flatMap((service) => [`${service}-data`, `${service}express`]);
    return {
      denied: by(services),
      allowed: by(neighbours.filter((neighbour) => !services.includes(neighbour))),
    };
  },
});
