import { Refusal } from "./answer";
import type { OrganizationView } from "./organization-view";
import type { ServiceRequest } from "./request";

interface HeldAnalyzer {
  readonly name: string;
  readonly arn: string;
  readonly type: string;
  readonly configuration: unknown;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Access Analyzer, which moto 5.2.5 has not.
 * Sources: https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CreateAnalyzer.html and the pages of the
 * other operations, read 2026-11. That an organization has one analyzer of its outside access in a Region is the quota of
 * https://docs.aws.amazon.com/general/latest/gr/access_analyzer.html, read 2026-11.
 */
export class Analyzers {
  /** "account Region name" -> analyzer */
  private readonly held = new Map<string, HeldAnalyzer>();

  constructor(private readonly organization: OrganizationView) {}

  async answer(request: ServiceRequest, account: string): Promise<object> {
    const { method, path, region, input } = request;
    const [, , name] = path.split("/");
    const place = `${account} ${region} `;
    if (name === undefined) return method === "PUT" ? this.create(input, account, region) : this.list(place);
    const found = this.held.get(place + name);
    if (found === undefined) throw new Refusal("ResourceNotFoundException", `no analyzer ${name}`, 404);
    if (method === "DELETE") this.held.delete(place + name);
    return method === "GET" ? { analyzer: summary(found) } : {};
  }

  private async create(input: ServiceRequest["input"], account: string, region: string): Promise<object> {
    const name = String(input.analyzerName);
    const type = String(input.type);
    const place = `${account} ${region} `;
    if (type.startsWith("ORGANIZATION")) {
      const { managementAccount } = await this.organization.describe();
      const isDelegate = await this.organization.isDelegate(account, "access-analyzer.amazonaws.com");
      if (account !== managementAccount && !isDelegate)
        throw new Refusal("AccessDeniedException", "the account does not administer Access Analyzer", 403);
    }
    if (this.held.has(place + name)) throw new Refusal("ConflictException", `there is ${name}`, 409);
    const same = [...this.held].filter(([key, each]) => key.startsWith(place) && each.type === type);
    if (type === "ORGANIZATION" && same.length > 0)
      throw new Refusal("ServiceQuotaExceededException", "there is one for the organization", 402);
    const arn = `arn:aws:access-analyzer:${region}:${account}:analyzer/${name}`;
    const tags = (input.tags ?? {}) as Record<string, string>;
    this.held.set(place + name, { name, arn, type, configuration: input.configuration, tags });
    return { arn };
  }

  private list(place: string): object {
    const here = [...this.held].filter(([key]) => key.startsWith(place));
    return { analyzers: here.map(([, analyzer]) => summary(analyzer)) };
  }
}

function summary(analyzer: HeldAnalyzer): object {
  return { ...analyzer, createdAt: "2026-11-27T08:15:30Z", status: "ACTIVE" };
}
