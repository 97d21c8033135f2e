/**
 * Actions that a client asks of an endpoint within its VPC, with no VPC endpoint of AWS's in between, such as
 * connections to databases, caches, brokers and file systems: the keys of the network are absent, though the request
 * never leaves it.
 *
 * Source: AWS's examples of network perimeters, https://github.com/aws-samples/data-perimeter-policy-examples
 * (service_control_policies), read 2026-11; Connect of ElastiCache and MemoryDB and the actions of VPC Lattice are
 * assumed to be alike.
 */
export const INSIDE_VPC: readonly string[] = [
  "dax:*Item",
  "dax:Query",
  "dax:Scan",
  "elasticache:Connect",
  "elasticfilesystem:Client*",
  "es:ES*",
  "kafka-cluster:*",
  "memorydb:Connect",
  "neptune-db:*",
  "rds-db:connect",
  "s3-outposts:*",
  "vpc-lattice-svcs:*",
];

/**
 * EC2 itself decrypts the volumes of instances with this role of the account, from a network of its own. Nobody else
 * can have a role with a colon in its name.
 *
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/ct-ec2two.html and the examples above, read 2026-11.
 */
export const EC2_INFRASTRUCTURE = "role/aws:ec2-infrastructure";
