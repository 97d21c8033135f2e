import { z } from "zod";
import { example } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { PUBLIC_ADDRESSES } from "../src/catalogue/public-addresses";
import type { AccessRequest } from "../src/evaluate/request";

const SERVICES = Object.keys(PUBLIC_ADDRESSES) as (keyof typeof PUBLIC_ADDRESSES)[];

export const denyPublicIp = guardrail({
  id: "deny-public-ip",
  type: "SERVICE_CONTROL_POLICY",
  theme: "network",
  title: "No public addresses",
  rationale:
    "What has a public address is found by strangers within minutes, and then one open port is enough. Instances, " +
    "load balancers, databases, tasks and clusters stay behind private addresses.",
  references: [
    "EC2.9",
    "EC2.15",
    "ECS.2",
    "EKS.1",
    "RDS.2",
    "CIS AWS Foundations 3.0.0, 2.3.3",
    "CIS AWS Foundations 5.0.0, 2.2.3",
  ],
  parameters: z.strictObject({
    services: z
      .array(z.enum(SERVICES))
      .min(1, "at least one service")
      .default(SERVICES)
      .describe("the services whose resources get no public address"),
  }),
  statements: ({ services }, { partition }) =>
    SERVICES.filter((service) => services.includes(service)).flatMap((service) =>
      PUBLIC_ADDRESSES[service].statements(partition),
    ),
  requests: ({ services }, organization) => {
    const by = (requests: readonly Omit<AccessRequest, "principal">[]) =>
      requests.map((request) => ({ ...request, principal: example(organization, "role/anybody") }));
    const ways = (inside: boolean) =>
      SERVICES.filter((service) => services.includes(service) === inside).map(
        (service) => PUBLIC_ADDRESSES[service],
      );
    return {
      denied: by(ways(true).flatMap(({ denied }) => denied(organization))),
      allowed: by([
        ...ways(true).flatMap(({ allowed }) => allowed(organization)),
        ...ways(false).flatMap(({ denied }) => denied(organization)),
      ]),
    };
  },
});
