import { createCssVariablesTheme, createHighlighter } from 'shiki';
import type { Code } from './sources.ts';

/** A piece of a line. Its kind is that of Shiki's CSS variables, such as `token-keyword`, and the name of a class. */
export type Piece = { text: string; kind: string; isCall: boolean };
export type Line = { indentation: string; pieces: Piece[] };

const theme = createCssVariablesTheme();
const highlighter = await createHighlighter({ themes: [theme], langs: ['tsx'] });

type Token = { content: string; offset: number; color?: string };

/** Cuts a token where the call begins and ends. */
const cut = ({ content, offset, color = '' }: Token, begin: number, end: number): Piece[] => {
  const kind = /--shiki-([\w-]+)/.exec(color)?.[1] ?? '';
  const bounds = [begin, end].map((place) => Math.min(Math.max(place - offset, 0), content.length));
  const [from = 0, to = 0] = bounds;
  return [
    { text: content.slice(0, from), kind, isCall: false },
    { text: content.slice(from, to), kind, isCall: true },
    { text: content.slice(to), kind, isCall: false },
  ].filter(({ text }) => text !== '');
};

/** Highlights code, and in it the call of the SDK. */
export const highlight = ({ text, call }: Code): Line[] => {
  const begin = text.indexOf(call);
  const end = begin + call.length;
  // By default, Shiki gives up on a line after half a second, so colors would depend on how busy the machine is.
  return highlighter.codeToTokensBase(text, { lang: 'tsx', theme, tokenizeTimeLimit: 0 }).map((tokens) => {
    const pieces = tokens.flatMap((token) => cut(token, begin, end));
    const [first, ...others] = pieces;
    if (!first) return { indentation: '', pieces };
    const rest = first.text.trimStart();
    const indentation = first.text.slice(0, first.text.length - rest.length);
    return { indentation, pieces: rest ? [{ ...first, text: rest }, ...others] : others };
  });
};
