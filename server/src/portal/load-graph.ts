/** The part of esbuild's description of a build (its "metafile") that tells which file imports which. */
export type Outputs = Readonly<
  Record<
    string,
    {
      /** Source file of an entry or of a dynamic import. */
      readonly entryPoint?: string;
      readonly imports: readonly { readonly path: string; readonly kind: string; readonly external?: boolean }[];
      readonly inputs?: Readonly<Record<string, unknown>>;
    }
  >
>;

/** A set of files and everything they import statically. */
export function withStaticImports(files: Iterable<string>, outputs: Outputs): Set<string> {
  const all = new Set(files);
  for (const file of all) {
    for (const { path, kind, external } of outputs[file]?.imports ?? []) {
      // Growing the set while it is walked is what makes this a closure.
      if (kind !== 'dynamic-import' && external !== true && path in outputs) all.add(path);
    }
  }
  return all;
}
