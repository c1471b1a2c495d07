// The team: who is in it, what they may, and, for owners, letting in and out.
import { may, type Role, roles } from '../../../core/rights.ts';
import type { Invitation, Member } from '../../../desk/index.ts';
import { inLanguage } from '../../pages/addresses.ts';
import type { View } from '../../pages/view.ts';
import { DeskFrame } from './desk-frame.tsx';
import { Refusal } from './refusal.tsx';
import type { TeamPage as AnyTeamPage } from './team-model.ts';

type TeamData = Extract<AnyTeamPage, { page: 'desk-team' }>;
type Props = { readonly view: View; readonly page: TeamData };

export const TeamPage = ({ view, page }: Props) => {
  const { t, lang } = view;
  const manages = may(page.member.role, 'team.manage');
  const active = page.members.filter(({ state }) => state === 'active');
  const gone = page.members.filter(({ state }) => state === 'removed');
  const samples = page.members.filter(({ state }) => state === 'sample');
  return (
    <DeskFrame view={view} member={page.member} at="team">
      <header class="page-head">
        <h1>{t('team.title')}</h1>
        <p class="lead">{t('team.lead')}</p>
      </header>
      <Refusal view={view} refused={page.refused} />
      <Notice view={view} page={page} />
      {page.link !== null && <Link view={view} link={page.link} />}
      {/* One alone publishes nothing: who comes first is told what is missing. */}
      {active.length === 1 && <p class="note">{t('team.alone')}</p>}
      <div class="team">
        <section aria-labelledby="members">
          <h2 id="members">{t('team.members', { count: active.length })}</h2>
          <ul class="members">
            {active.map((member) => (
              <MemberLine key={member.id} view={view} member={member} me={page.member} />
            ))}
          </ul>
          {gone.length > 0 && (
            <details class="fold">
              <summary>{t('team.gone', { count: gone.length })}</summary>
              <ul class="members">
                {gone.map((member) => (
                  <li key={member.id}>
                    <span class="member-name">{member.name}</span>
                    <span class="member-what">{t('team.left')}</span>
                    {manages && <Renew view={view} member={member} words="team.return" />}
                  </li>
                ))}
              </ul>
            </details>
          )}
          {samples.length > 0 && (
            <details class="fold">
              <summary>{t('team.samples', { count: samples.length })}</summary>
              <p class="hint">{t('team.samples.lead')}</p>
              <ul class="members">
                {samples.map((member) => (
                  <li key={member.id}>
                    <span class="member-name">{member.name}</span>
                    <span class="member-what">{t('team.sample')}</span>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </section>
        {manages && <Inviting view={view} page={page} />}
      </div>
      <Roles view={view} />
      <p class="team-links">
        {may(page.member.role, 'sources.manage') && <a href={`/operator?lang=${lang}`}>{t('team.places.sources')}</a>}
        {may(page.member.role, 'aliases.decide') && (
          <a href={`/operator/wordings?lang=${lang}`}>{t('team.places.wordings')}</a>
        )}
      </p>
      <p class="hint">
        {t('team.public')} <a href={inLanguage(lang, '/team-log')}>{t('team-log.title')}</a>
        {may(page.member.role, 'proposals.weigh') && (
          <>
            {' · '}
            <a href={inLanguage(lang, '/desk/raters')}>{t('desk-raters.title')}</a>
          </>
        )}
        {may(page.member.role, 'requests.tell') && (
          <>
            {' · '}
            <a href={inLanguage(lang, '/desk/requests')}>{t('requests.title')}</a>
          </>
        )}
      </p>
    </DeskFrame>
  );
};

const Notice = ({ view, page }: Props) => {
  const { t } = view;
  if (page.removed !== undefined)
    return (
      <div class="note team-notice" role="status">
        <p>{t('team.removed', { name: page.removed.name })}</p>
        {may(page.member.role, 'team.manage') && <Renew view={view} member={page.removed} words="team.undo" />}
      </div>
    );
  if (page.changed === undefined) return null;
  return (
    <p class="note" role="status">
      {t('team.changed', { name: page.changed.name, role: t(`role.${page.changed.role}`) })}
    </p>
  );
};

const Link = ({ view, link }: { readonly view: View; readonly link: NonNullable<TeamData['link']> }) => {
  const { t } = view;
  return (
    <section class="note team-link" role="status" aria-labelledby="link">
      <h2 id="link">{t('team.link.title')}</h2>
      <p>
        {link.mailedTo !== null
          ? t(link.trial ? 'team.link.trial' : 'team.link.sent', { to: link.mailedTo })
          : t(link.failed ? 'team.link.failed' : 'team.link.hand')}
      </p>
      <p>
        <code class="address" data-link>
          {link.address}
        </code>
      </p>
      <p class="hint">{t('team.link.once')}</p>
    </section>
  );
};

const MemberLine = ({ view, member, me }: { readonly view: View; readonly member: Member; readonly me: Member }) => {
  const { t, lang } = view;
  const path = `${inLanguage(lang, '/desk/team')}/${member.id}`;
  const manages = may(me.role, 'team.manage');
  return (
    <li>
      <span class="member-name" id={`m-${member.id}`}>
        {member.name}
        {member.id === me.id && <span class="member-me"> {t('team.you')}</span>}
      </span>
      <span class="member-what">
        <span class="tag">{t(`role.${member.role}`)}</span>
        {!member.twoFactor && <span class="doubt">{t('team.no-factor')}</span>}
      </span>
      {manages && (
        <details class="member-more">
          <summary aria-describedby={`m-${member.id}`}>{t('team.more')}</summary>
          <div class="member-forms">
            <form method="post" action={`${path}/role`}>
              <RoleChoice view={view} chosen={member.role} />
              <button class="button button-quiet" type="submit" aria-describedby={`m-${member.id}`}>
                {t('team.give-role')}
              </button>
            </form>
            {member.id !== me.id && <Renew view={view} member={member} words="team.renew" />}
            <form method="post" action={`${path}/remove`}>
              <button class="button button-quiet" type="submit" aria-describedby={`m-${member.id}`}>
                {t('team.remove')}
              </button>
            </form>
          </div>
        </details>
      )}
    </li>
  );
};

const Renew = ({
  view,
  member,
  words,
}: {
  readonly view: View;
  readonly member: Member;
  readonly words: 'team.renew' | 'team.undo' | 'team.return';
}) => (
  <form method="post" action={`${inLanguage(view.lang, '/desk/team')}/${member.id}/renew`}>
    <button class="button button-quiet" type="submit">
      {view.t(words)}
    </button>
  </form>
);

const RoleChoice = ({ view, chosen }: { readonly view: View; readonly chosen: Role }) => (
  <label>
    {view.t('team.role')}
    <select name="role">
      {roles.map((role) => (
        <option key={role} value={role} selected={role === chosen}>
          {view.t(`role.${role}`)}
        </option>
      ))}
    </select>
  </label>
);

const Inviting = ({ view, page }: Props) => {
  const { t, lang } = view;
  const path = `${inLanguage(lang, '/desk/team')}/invitations`;
  return (
    <section class="inviting" aria-labelledby="invite">
      <h2 id="invite">{t('team.invite.title')}</h2>
      <form class="gate-form" method="post" action={path}>
        <RoleChoice view={view} chosen={page.role} />
        <label>
          {t('team.invite.email')}
          <input type="email" name="email" autocomplete="off" maxLength={254} aria-describedby="invite-hint" />
        </label>
        <p class="hint" id="invite-hint">
          {t('team.invite.hint')}
        </p>
        <button class="button button-strong" type="submit">
          {t('team.invite.go')}
        </button>
      </form>
      {page.invitations.length > 0 && (
        <>
          <h3>{t('team.invite.open')}</h3>
          <ul class="members">
            {page.invitations.map((invitation) => (
              <OpenInvitation
                key={invitation.id}
                view={view}
                invitation={invitation}
                members={page.members}
                path={path}
              />
            ))}
          </ul>
        </>
      )}
    </section>
  );
};

const OpenInvitation = ({
  view,
  invitation,
  members,
  path,
}: {
  readonly view: View;
  readonly invitation: Invitation;
  readonly members: readonly Member[];
  readonly path: string;
}) => {
  const { t } = view;
  const back = members.find(({ id }) => id === invitation.member);
  return (
    <li>
      <span class="member-name" id={`i-${invitation.id}`}>
        {back?.name ?? t(`role.${invitation.role}`)}
      </span>
      <span class="member-what">{t('team.invite.until', { day: view.day(invitation.expiresOn) })}</span>
      <form method="post" action={`${path}/${invitation.id}/withdraw`}>
        <button class="button button-quiet" type="submit" aria-describedby={`i-${invitation.id}`}>
          {t('team.invite.withdraw')}
        </button>
      </form>
    </li>
  );
};

const Roles = ({ view }: { readonly view: View }) => (
  <details class="fold">
    <summary>{view.t('team.roles')}</summary>
    <dl class="roles">
      {roles.map((role) => (
        <div key={role}>
          <dt>{view.t(`role.${role}`)}</dt>
          <dd>{view.t(`role.${role}.says`)}</dd>
        </div>
      ))}
    </dl>
  </details>
);
