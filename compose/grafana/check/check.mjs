import Ajv from 'ajv';
import { readFileSync, readdirSync } from 'node:fs';
import { createGenerator } from 'ts-json-schema-generator';

const here = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
const schema = createGenerator({
  path: `${here}/dashboard.ts`,
  type: 'StackDashboard',
  skipTypeCheck: true,
  expose: 'none', // several of Grafana's modules call their types Options
  additionalProperties: false,
}).createSchema('StackDashboard');
const panels = schema.definitions.StackDashboard.properties.panels;
const ajv = new Ajv({ allErrors: true, strict: false, schemas: [{ ...schema, $id: 'dashboard' }] });

// A panel is held against the one type that it says it has: an error then names the property and not seven types.
const resolve = (node) => (node.$ref ? schema.definitions[decodeURIComponent(node.$ref.replace('#/definitions/', ''))] : node);
const ofType = Object.fromEntries(
  panels.items.anyOf.map((panel) => [resolve(panel).properties.type.const, { definitions: schema.definitions, ...panel }]),
);
const ofRest = { ...schema, definitions: { ...schema.definitions, StackDashboard: { ...schema.definitions.StackDashboard } } };
ofRest.definitions.StackDashboard.properties = { ...schema.definitions.StackDashboard.properties, panels: true };

const folder = `${here}/../dashboards`;
let errors = 0;
const check = (what, rule, value) => {
  const valid = rule && ajv.compile(rule);
  if (valid && valid(value)) return;
  for (const e of valid ? valid.errors : [{ message: 'unknown type of panel' }]) {
    errors++;
    console.error(`${what}${e.instancePath ?? ''}: ${e.message} ${JSON.stringify(e.params ?? {})}`);
  }
};
const files = readdirSync(folder).filter((f) => f.endsWith('.json'));
for (const file of files) {
  const dashboard = JSON.parse(readFileSync(`${folder}/${file}`));
  check(file, ofRest, dashboard);
  for (const panel of dashboard.panels) check(`${file} "${panel.title}"`, ofType[panel.type], panel);
}
console.log(`${files.length} dashboards, ${errors} errors`);
process.exit(errors || files.length === 0 ? 1 : 0);
