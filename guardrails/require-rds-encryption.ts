import { z } from "zod";
import { example, exampleResource } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";

const ENCRYPTED = "rds:StorageEncrypted";
const ENGINE = "rds:DatabaseEngine";

/** An instance of these engines is a member of a cluster: its storage is the cluster's, and its request says nothing. */
const CLUSTER_ENGINES = ["aurora*", "docdb", "neptune"];

/**
 * What happens when a request says nothing differs: an instance, and a cluster of most engines, is then made without
 * encryption, so that silence is denied; a new Aurora cluster is always encrypted, with a key of AWS's own when it
 * says nothing. The key stands on the instance for instances and on the whole request for clusters.
 *
 * Restoring from a snapshot, to a point in time and replicas take their encryption from what they come from, and
 * their requests have no such parameter: denying them would deny restores.
 *
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html,
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html and
 * https://aws.amazon.com/blogs/database/use-default-encryption-at-rest-for-new-amazon-aurora-clusters, read 2026-11.
 */
export const requireRdsEncryption = guardrail({
  id: "require-rds-encryption",
  type: "SERVICE_CONTROL_POLICY",
  theme: "data",
  title: "Encrypted databases only",
  rationale:
    "A database cannot be encrypted after it was made: it has to be copied and cut over. New instances and clusters " +
    "of RDS, Aurora, Neptune and DocumentDB are encrypted from the start, and so are their backups and snapshots.",
  references: ["RDS.3", "RDS.27", "CIS AWS Foundations 3.0.0, 2.3.1", "CIS AWS Foundations 5.0.0, 2.2.1"],
  parameters: z.strictObject({}),
  statements: (_, { partition }) => [
    {
      Sid: "Instances",
      Effect: "Deny",
      Action: ["rds:CreateDBInstance", "rds:RestoreDBInstanceFromS3"],
      Resource: `arn:${partition}:rds:*:*:db:*`,
      Condition: {
        BoolIfExists: { [ENCRYPTED]: "false" },
        StringNotLike: { [ENGINE]: CLUSTER_ENGINES },
      },
    },
    {
      Sid: "Clusters",
      Effect: "Deny",
      Action: ["rds:CreateDBCluster", "rds:RestoreDBClusterFromS3"],
      Resource: `arn:${partition}:rds:*:*:cluster:*`,
      Condition: { Bool: { [ENCRYPTED]: "false" } },
    },
    {
      Sid: "SilentClusters",
      Effect: "Deny",
      Action: "rds:CreateDBCluster",
      Resource: `arn:${partition}:rds:*:*:cluster:*`,
      Condition: { Null: { [ENCRYPTED]: "true" }, StringNotLike: { [ENGINE]: "aurora*" } },
    },
  ],
  requests: (_, organization) => {
    const by = (action: string, name: string, engine?: string, encrypted?: boolean) => ({
      action,
      principal: example(organization, "role/anybody"),
      resource: exampleResource(organization, "rds", name),
      context: {
        ...(engine !== undefined && { [ENGINE]: engine }),
        ...(encrypted !== undefined && { [ENCRYPTED]: String(encrypted) }),
      },
    });
    return {
      denied: [
        by("rds:CreateDBInstance", "db:shop", "postgres", false),
        by("rds:CreateDBInstance", "db:shop", "mysql"),
        by("rds:RestoreDBInstanceFromS3", "db:shop", "mysql", false),
        by("rds:CreateDBCluster", "cluster:shop", "aurora-postgresql", false),
        by("rds:CreateDBCluster", "cluster:shop", "postgres"),
        by("rds:CreateDBCluster", "cluster:graph", "neptune"),
        by("rds:RestoreDBClusterFromS3", "cluster:shop", "aurora-mysql", false),
      ],
      allowed: [
        by("rds:CreateDBInstance", "db:shop", "postgres", true),
        by("rds:CreateDBCluster", "cluster:shop", "aurora-mysql", true),
        by("rds:CreateDBCluster", "cluster:docs", "docdb", true),
        // Encrypted by default.
        by("rds:CreateDBCluster", "cluster:shop", "aurora-postgresql"),
        // The members of clusters, whose requests say nothing or "false".
        by("rds:CreateDBInstance", "db:shop-1", "aurora-postgresql", false),
        by("rds:CreateDBInstance", "db:docs-1", "docdb"),
        // The other resources that the same request is judged on.
        by("rds:CreateDBInstance", "subgrp:private"),
        by("rds:CreateDBInstance", "pg:default.postgres17"),
        by("rds:CreateDBCluster", "subgrp:private", "postgres"),
        by("rds:RestoreDBInstanceFromDBSnapshot", "db:shop", "postgres"),
        by("rds:RestoreDBInstanceToPointInTime", "db:shop", "postgres", false),
        by("rds:RestoreDBClusterFromSnapshot", "cluster:shop", "aurora-mysql"),
      ],
    };
  },
});
