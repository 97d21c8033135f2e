import { catalogue } from "../../guardrails";
import { CONTROLS, controlOf, OTHERWISE, STANDARDS } from "../../src/aws-data/controls";

const ids = CONTROLS.map(({ id }) => id as string);

test("each control is listed once, with a title of its own within its standard", () => {
  expect(new Set(ids).size).toBe(ids.length);
  for (const standard of STANDARDS) {
    const titles = CONTROLS.filter((each) => each.standard === standard).map(({ title }) => title);
    expect(titles.length).toBeGreaterThan(20);
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
  }
});

test.each(CONTROLS.map((control) => [control.id, control] as const))(
  "%s is short and leads to AWS",
  (id, control) => {
    expect(control.title).toMatch(/^\S.{4,70}[^.\s]$/);
    expect(control.url).toMatch(
      /^https:\/\/docs\.aws\.amazon\.com\/(securityhub|controltower)\/latest\/[\w/.#-]+$/,
    );
    expect(controlOf(id)).toBe(control);
    if (control.otherwise !== undefined) expect(OTHERWISE[control.otherwise]).toMatch(/\S/);
  },
);

test("ids are as their standards write them", () => {
  const forms = {
    "AWS Control Tower": /^(AWS-GR_[A-Z0-9_]+|CT\.[A-Z0-9]+\.PV\.\d+)$/,
    "AWS Foundational Security Best Practices": /^[A-Z][A-Za-z0-9]+\.\d+$/,
    "CIS AWS Foundations 3.0.0": /^CIS AWS Foundations 3\.0\.0, \d+(\.\d+){1,2}$/,
    "CIS AWS Foundations 5.0.0": /^CIS AWS Foundations 5\.0\.0, \d+(\.\d+){1,2}$/,
  };
  for (const { id, standard } of CONTROLS) expect(id).toMatch(forms[standard]);
});

test.each(catalogue.map(({ id, references }) => [id, references] as const))(
  "%s refers to controls that there are, each once",
  (_, references) => {
    expect(references.filter((reference) => !ids.includes(reference))).toEqual([]);
    expect(new Set(references).size).toBe(references.length);
  },
);

test("what supports a recommendation of one CIS version supports the other's that says the same", () => {
  const five = new Map(
    CONTROLS.filter(({ standard }) => standard === "CIS AWS Foundations 5.0.0").map(({ id, title }) => [
      title,
      id,
    ]),
  );
  for (const { references } of catalogue) {
    const titles = references
      .map(controlOf)
      .filter(({ standard }) => standard === "CIS AWS Foundations 3.0.0")
      .map(({ title }) => title);
    for (const title of titles) {
      const other = five.get(title);
      if (other !== undefined) expect(references).toContain(other);
    }
  }
});
