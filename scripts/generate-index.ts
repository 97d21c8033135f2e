import { catalogueIndex, lintRuleIndex } from "./generate/catalogue-index";
import { writeFiles } from "./generate/write";

writeFiles([...catalogueIndex(), ...lintRuleIndex()]);
