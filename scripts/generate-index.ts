import { contentIndexes } from "./generate/catalogue-index";
import { writeFiles } from "./generate/write";

writeFiles(contentIndexes());
