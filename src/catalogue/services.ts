import { z } from "zod";

/** A list of service prefixes, as they stand before the colon of an IAM action. */
export const servicePrefixes = z
  .array(z.string().regex(/^[a-z0-9-]+$/, "the part of an IAM action before the colon, such as redshift"))
  .min(1, "at least one service");

/** All actions of each service. */
export function actionsOf(services: readonly string[]): readonly string[] {
  return services.map((service) => `${service}:*`);
}
