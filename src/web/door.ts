// What every route is handed: one request, who sent it, and the ways to answer it.
import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import { dayOf, parseDay } from '../base/clock.ts';
import { isUiLang, type UiLang, uiLangs } from '../base/lang.ts';
import { preferredLang } from './languages.ts';
import { chosenLang, fromOurPage } from './operator-door.ts';
import type { Render, WebOptions } from './options.ts';
import type { PageCache } from './page-cache.ts';
import type { Page } from './pages/model.ts';
import { type Problem, problemHeaders, problemJson, statusOf } from './problem.ts';

export type WebEnv = {
  readonly Bindings: {
    /** Absent when a request is handed in without a socket. */
    readonly incoming?: IncomingMessage;
    /** The other end of the socket. */
    readonly socket: string;
  };
  /** Who of the team asks, once a route has looked that up. */
  readonly Variables: {
    readonly member: string | undefined;
    /** What the form that was sent holds of texts, once a route has read it: a refusal gives them back. */
    readonly typed: (() => readonly string[]) | undefined;
  };
};

export type Asked = Context<WebEnv>;

export type Door = {
  readonly options: WebOptions;
  readonly cache: PageCache;
  /** Aborted when the server begins to stop: what is sent without end has to end then. */
  readonly leaving: AbortSignal;
  /** A page drawn for one path without its language prefix. */
  readonly draw: (lang: UiLang, path: string, page: Page) => string;
  readonly page: (
    lang: UiLang,
    path: string,
    page: Page,
    more?: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> },
  ) => Response;
  /** A refusal in the form its reader takes: a page for people, problem+json for programs. */
  readonly problem: (asked: Asked, problem: Problem) => Response;
  /** The language of the address, or the one the browser prefers. */
  readonly langOf: (asked: Asked) => UiLang;
};

/** Private answers: kept by no cache, and no address of theirs travels in a Referer. */
export const privately = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' } as const;

const forPrograms = /^\/(api\/|log\/|healthz|readyz|metrics)/;

export const createDoor = (options: WebOptions, render: Render, cache: PageCache, leaving: AbortSignal): Door => {
  const { organisation, assets, world } = options;
  const draw: Door['draw'] = (lang, path, page) =>
    render(
      {
        lang,
        organisation,
        today: dayOf(world.now()),
        path,
        assets: assets.map,
        mails: options.mails ?? true,
        videos: options.world.stills.isOn,
        labels: world.labels.current(),
        topicNames: world.labels.topicNames(),
      },
      page,
    );
  const langOf: Door['langOf'] = (asked) => {
    const [, first = ''] = asked.req.path.split('/');
    if (first === 'operator') {
      const chosen = chosenLang(asked.req.query('lang'), asked.req.header('cookie'), organisation.languages);
      if (chosen !== undefined) return chosen;
    }
    return isUiLang(first) && organisation.languages.includes(first)
      ? first
      : preferredLang(asked.req.header('accept-language'), organisation.languages);
  };
  /** Our own words are there in every language of the interface, whichever of them the instance publishes in. */
  const programLang = (asked: Asked): UiLang =>
    preferredLang(asked.req.header('accept-language'), [...organisation.languages, ...uiLangs]);
  /** Only of a form of ours: another site's words are not shown as what somebody typed here. */
  const typedBy = (asked: Asked): readonly string[] =>
    fromOurPage(organisation.origin, asked.req.header('sec-fetch-site'), asked.req.header('origin'))
      ? (asked.get('typed')?.() ?? [])
      : [];
  const page: Door['page'] = (lang, path, shown, { status = 200, headers = {} } = {}) =>
    new Response(draw(lang, path, shown), {
      status,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-language': lang,
        'cache-control': 'no-store',
        ...headers,
      },
    });
  return {
    options,
    cache,
    leaving,
    draw,
    page,
    langOf,
    problem: (asked, problem) => {
      if (forPrograms.test(asked.req.path)) return problemJson(problem, programLang(asked));
      const lang = langOf(asked);
      const headers = problemHeaders(problem);
      const retryAfter = headers['retry-after'] === undefined ? null : Number(headers['retry-after']);
      const status = statusOf(problem.code);
      const { code, detail, right = null, from = null } = problem;
      const until = code === 'let-in-lately' ? (parseDay(detail ?? '') ?? null) : null;
      const shown = { page: 'problem', status, code, retryAfter, until, right, from, typed: typedBy(asked) } as const;
      return page(lang, '/', shown, { status, headers });
    },
  };
};
