import { readFileSync } from 'node:fs';
import ts from 'typescript';

/**
 * A text in the sources.
 *
 * @typedef {object} Message
 * @property {string} id
 * @property {string} text As translations write it: placeholders as `{$name}`.
 * @property {string} file
 */

/**
 * The messages of sources, and texts that cannot be translated.
 *
 * @typedef {object} MessageList
 * @property {Message[]} messages
 * @property {string[]} problems A sentence each.
 */

/**
 * Reads the messages of TypeScript sources: every `$localize` with its id.
 *
 * @param {Readonly<Record<string, string>>} sources Text by file name.
 * @returns {MessageList}
 */
export function readMessages(sources) {
  /** @type {MessageList} */
  const list = { messages: [], problems: [] };
  for (const [file, text] of Object.entries(sources)) {
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    visit(source, false, file, list);
  }
  return list;
}

/**
 * Reads the texts of `index.html`, which are written without Angular: elements with `data-text`.
 *
 * @param {string} file
 * @param {string} [html]
 * @returns {Message[]}
 */
export function readStaticMessages(file, html = readFileSync(file, 'utf8')) {
  return [...html.matchAll(/<(\w+)\b([^>]*\bdata-text="([^"]+)"[^>]*)>([^<]*)/g)].map(
    ([, , attributes = '', id = '', content = '']) => {
      const label = /\baria-label="([^"]*)"/.exec(attributes)?.[1];
      return { id, file, text: (label ?? content).trim().replace(/\s+/g, ' ') };
    },
  );
}

/**
 * Finds texts of templates that would not change with the language at run time.
 *
 * @param {Readonly<Record<string, string>>} templates
 * @returns {string[]} A sentence for each `i18n` attribute.
 */
export function compiledTexts(templates) {
  return Object.entries(templates)
    .filter(([, html]) => /<[^>]*\si18n(-[\w-]+)?[\s=>]/.test(html))
    .map(([file]) => `${file} has an i18n attribute: its text would stay in the first language; use $localize.`);
}

/**
 * @param {ts.Node} node
 * @param {boolean} isLazy Whether the code runs each time a view is created, rather than once when the module is loaded.
 * @param {string} file
 * @param {MessageList} list
 */
function visit(node, isLazy, file, list) {
  if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === '$localize') {
    const message = messageOf(node.template, file);
    if (message.id === '') list.problems.push(`${file} has a message without an id: “${message.text}”.`);
    else if (!isLazy)
      list.problems.push(
        `${file} evaluates ${message.id} when the file loads, before the language is known: move it into a function.`,
      );
    list.messages.push(message);
  }
  const inner = isLazy || ts.isFunctionLike(node) || (ts.isPropertyDeclaration(node) && !isStatic(node));
  ts.forEachChild(node, (child) => visit(child, inner, file, list));
}

/** @param {ts.PropertyDeclaration} node */
function isStatic(node) {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false;
}

/**
 * @param {ts.TemplateLiteral} template
 * @param {string} file
 * @returns {Message}
 */
function messageOf(template, file) {
  const parts = ts.isNoSubstitutionTemplateLiteral(template)
    ? [template.text]
    : [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)];
  const [first = '', ...rest] = parts;
  const [, id = '', begin = first] = /^:(?:[^:@]*)@@([^:]+):([^]*)$/.exec(first) ?? [];
  const text = rest.map((part, index) => {
    const [, name = `PH${index === 0 ? '' : `_${String(index)}`}`, end = part] = /^:([^:]+):([^]*)$/.exec(part) ?? [];
    return `{$${name}}${end}`;
  });
  return { id, text: begin + text.join(''), file };
}
