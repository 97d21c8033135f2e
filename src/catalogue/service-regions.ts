import { z } from "zod";

/** Regions in which a policy turns a service on. */
export const serviceRegions = z
  .array(
    z.union([
      z.literal("ALL_SUPPORTED"),
      z.string().regex(/^[a-z]{2,}(-[a-z]+)+-\d+$/, "a Region such as eu-west-1, or ALL_SUPPORTED"),
    ]),
  )
  .min(1, "at least one Region");
