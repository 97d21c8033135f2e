import { z } from "zod";
import { actionDataVersion, knownActions } from "../aws-data/actions";
import { nearest } from "../findings/nearest";

/** A list of service prefixes, as they stand before the colon of an IAM action. */
export const servicePrefixes = z
  .array(z.string().regex(/^[a-z0-9-]+$/, "the part of an IAM action before the colon, such as redshift"))
  .min(1, "at least one service");

/** The same, of services that AWS documents: a Deny of a misspelt service denies nothing, and nobody notices. */
export const knownServices = z
  .array(
    z.string().superRefine((service, context) => {
      const known = new Set(knownActions().map((action) => action.slice(0, action.indexOf(":"))));
      if (known.has(service)) return;
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
