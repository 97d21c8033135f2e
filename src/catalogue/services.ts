import { z } from "zod";
import { actionDataVersion, servicePrefixes } from "../aws-data/actions";
import { nearest } from "../findings/nearest";

/**
 * A list of service prefixes, as they stand before the colon of an IAM action. A Deny of a misspelt service denies
 * nothing, and nobody notices: each must be one that AWS documents.
 */
export const knownServices = z
  .array(
    z
      .string()
      .regex(/^[a-z0-9-]+$/, {
        message: "the part of an IAM action before the colon, such as redshift",
        abort: true,
      })
      .superRefine((service, context) => {
        const known = servicePrefixes();
        if (known.includes(service)) return;
        const meant = nearest(service, known);
        const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
        const message = `AWS documents no service ${service} (data of ${actionDataVersion().date})${hint}`;
        context.addIssue({ code: "custom", message });
      }),
  )
  .min(1, "at least one service");

/** All actions of each service. */
export function actionsOf(services: readonly string[]): readonly string[] {
  return services.map((service) => `${service}:*`);
}
