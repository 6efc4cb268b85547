-- One set of migrations for SQLite and PostgreSQL; ${identity} and ${bytes} are the two words that
-- differ. Instants are epoch microseconds in BIGINT.

CREATE TABLE call_event (
  provider     TEXT   NOT NULL,
  account      TEXT   NOT NULL,
  call_id      TEXT   NOT NULL,
  event_key    TEXT   NOT NULL,
  received_at  BIGINT NOT NULL,
  event        TEXT   NOT NULL,  -- the normalised event, JSON
  media_type   TEXT,
  raw          ${bytes},
  aside        BOOLEAN NOT NULL DEFAULT FALSE,  -- about no call
  PRIMARY KEY (provider, account, call_id, event_key)
);
CREATE INDEX call_event_aside ON call_event (received_at) WHERE aside;

CREATE TABLE call (
  id                ${identity},
  provider          TEXT   NOT NULL,
  account           TEXT   NOT NULL,
  call_id           TEXT   NOT NULL,
  crm               TEXT   NOT NULL,  -- fixed by the first event
  state             TEXT   NOT NULL,  -- OPEN, ENDED, CLOSED, UNREADABLE
  trouble           TEXT,             -- why it is UNREADABLE
  folded            TEXT,             -- the folded call, JSON
  direction         TEXT,
  lead_number       TEXT,
  agent_number      TEXT,
  display_number    TEXT,
  outcome           TEXT,
  duration_seconds  INTEGER,
  recording_url     TEXT,
  created_at        BIGINT,
  start_time        BIGINT,
  end_time          BIGINT,
  notified          BOOLEAN NOT NULL DEFAULT FALSE,  -- a webhook told of it
  listed            BOOLEAN NOT NULL DEFAULT FALSE,  -- the provider's own records show it
  last_received_at  BIGINT NOT NULL,
  changed_at        BIGINT,           -- set by an append, cleared by the fold
  trace             TEXT,             -- of the request that told of it last, W3C traceparent
  payloads_gone_at  BIGINT,           -- since when its events and steps have no payloads
  erased_at         BIGINT,           -- since when nobody can tell whose it was; keys and times stay
  erased_number     TEXT,             -- slow hash, to know its twin by (see SlowHash); mostly null
  UNIQUE (provider, account, call_id)
);
CREATE INDEX call_changed ON call (changed_at) WHERE changed_at IS NOT NULL;
CREATE INDEX call_open ON call (last_received_at) WHERE state = 'OPEN';
CREATE INDEX call_start ON call (start_time);
CREATE INDEX call_kept ON call (last_received_at) WHERE erased_at IS NULL;
CREATE INDEX call_payloads ON call (last_received_at) WHERE payloads_gone_at IS NULL;
CREATE INDEX call_end ON call (provider, account, COALESCE(end_time, last_received_at));
CREATE INDEX call_party ON call (provider, account, lead_number, created_at);

-- Ids that mean the same call, joined before the fold.
CREATE TABLE call_alias (
  provider  TEXT NOT NULL,
  account   TEXT NOT NULL,
  other_id  TEXT NOT NULL,
  call_id   TEXT NOT NULL,
  PRIMARY KEY (provider, account, other_id)
);

CREATE TABLE task (
  id           ${identity},
  call         BIGINT  NOT NULL REFERENCES call (id),
  kind         TEXT    NOT NULL,  -- LOG, UPDATE
  crm          TEXT    NOT NULL,
  state        TEXT    NOT NULL,
  reason       TEXT,
  request_id   TEXT,
  activity_id  TEXT,
  attempts     INTEGER NOT NULL DEFAULT 0,
  looks        INTEGER NOT NULL DEFAULT 0,
  failures     INTEGER NOT NULL DEFAULT 0,  -- in a row, of requests that may heal
  steps        INTEGER NOT NULL DEFAULT 0,
  posted       TEXT,  -- the call as it was when it was posted, JSON
  differs      TEXT,  -- names of what has changed since and is not posted
  accepted_at  BIGINT,
  looked_at    BIGINT,            -- when the CRM answered a look last
  followed     BIGINT  NOT NULL DEFAULT 0,  -- until then, microseconds without our own downtime
  due_at       BIGINT,
  lease_until  BIGINT,
  changed_at   BIGINT  NOT NULL,
  UNIQUE (call, kind)
);
CREATE INDEX task_due ON task (crm, state, due_at)
  WHERE state IN ('WAITING', 'QUEUED', 'SUBMITTED', 'UNCONFIRMED');
CREATE INDEX task_lease ON task (lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX task_state ON task (state, crm);

-- The audit trail. A step with sent_at is a request: written before it leaves, completed by its
-- answer.
CREATE TABLE task_step (
  task         BIGINT  NOT NULL REFERENCES task (id),
  n            INTEGER NOT NULL,
  crm          TEXT    NOT NULL,
  kind         TEXT    NOT NULL,
  at           BIGINT  NOT NULL,
  sent_at      BIGINT,
  answered_at  BIGINT,
  request      TEXT,
  status       INTEGER,
  response     TEXT,
  words        TEXT,
  PRIMARY KEY (task, n)
);
CREATE INDEX task_step_sent ON task_step (sent_at) WHERE sent_at IS NOT NULL;

-- How many requests left in each minute, written with each before it leaves: limits of more than a
-- minute are restored from here.
CREATE TABLE crm_minute (
  crm       TEXT    NOT NULL,
  minute    BIGINT  NOT NULL,  -- its beginning
  requests  INTEGER NOT NULL,
  PRIMARY KEY (crm, minute)
);

-- Requests to a CRM account that are of no task: how long is its queue? Written before they leave.
CREATE TABLE crm_question (
  crm          TEXT   NOT NULL,
  sent_at      BIGINT NOT NULL,
  answered_at  BIGINT,
  PRIMARY KEY (crm, sent_at)
);

-- What was learned of a CRM account, so that a start doesn't unlearn it.
CREATE TABLE crm_learned (
  crm          TEXT    PRIMARY KEY,
  calls        INTEGER NOT NULL,  -- used of the shortest limit
  completions  TEXT    NOT NULL,  -- how long its last tasks took
  at           BIGINT  NOT NULL
);

-- Looking for the activity of a post that is UNCONFIRMED. A check asks for the leads first, then
-- for the activities page by page.
CREATE TABLE activity_search (
  task      BIGINT  PRIMARY KEY REFERENCES task (id),
  since     BIGINT  NOT NULL,
  reason    TEXT    NOT NULL,  -- why it is UNCONFIRMED
  checks    INTEGER NOT NULL DEFAULT 0,  -- complete ones
  leads     TEXT,              -- of the check under way, separated by blanks; null before
  page      INTEGER NOT NULL DEFAULT 1,
  fitting   TEXT    NOT NULL DEFAULT '',  -- activities of the pages before, separated by blanks
  reposted  BOOLEAN NOT NULL DEFAULT FALSE
);

-- CRM accounts that an operator has paused.
CREATE TABLE crm_pause (
  crm        TEXT   PRIMARY KEY,
  paused_at  BIGINT NOT NULL,
  paused_by  TEXT   NOT NULL,
  reason     TEXT   NOT NULL
);

-- Calls whose recording is looked for at a recorder.
CREATE TABLE recording_search (
  call         BIGINT  PRIMARY KEY REFERENCES call (id),
  recorder     TEXT    NOT NULL,
  state        TEXT    NOT NULL,  -- SEARCHING, FOUND, NONE
  misses       INTEGER NOT NULL DEFAULT 0,
  troubles     INTEGER NOT NULL DEFAULT 0,  -- in a row
  due_at       BIGINT,
  lease_until  BIGINT,
  reason       TEXT
);
CREATE INDEX recording_search_due ON recording_search (recorder, due_at) WHERE state = 'SEARCHING';

-- The parent call ids that a provider's own CDRs list, kept apart from the journal to check against.
CREATE TABLE provider_day (
  provider  TEXT NOT NULL,
  account   TEXT NOT NULL,
  day       TEXT NOT NULL,  -- of the end, UTC, ISO 8601
  call_id   TEXT NOT NULL,
  PRIMARY KEY (provider, account, day, call_id)
);

CREATE TABLE cursor (
  provider   TEXT   NOT NULL,
  account    TEXT   NOT NULL,
  source     TEXT   NOT NULL,
  collected  BIGINT NOT NULL,
  PRIMARY KEY (provider, account, source)
);

-- Collections that somebody asked for; the leader makes them.
CREATE TABLE collection_job (
  id          TEXT    PRIMARY KEY,
  provider    TEXT    NOT NULL,
  account     TEXT    NOT NULL,
  range_from  BIGINT  NOT NULL,
  range_to    BIGINT  NOT NULL,
  dry_run     BOOLEAN NOT NULL,
  asked_at    BIGINT  NOT NULL,
  state       TEXT    NOT NULL,  -- ASKED, RUNNING, DONE, FAILED
  reason      TEXT,
  pages       INTEGER NOT NULL DEFAULT 0,
  calls       INTEGER NOT NULL DEFAULT 0,
  added       INTEGER NOT NULL DEFAULT 0,
  unchanged   INTEGER NOT NULL DEFAULT 0,
  part        DOUBLE PRECISION NOT NULL DEFAULT 0,
  ended_at    BIGINT,
  would_add   TEXT  -- what a dry run found, JSON
);
CREATE INDEX collection_job_asked ON collection_job (provider, account) WHERE state IN ('ASKED', 'RUNNING');

-- Which node leads; one row.
CREATE TABLE leader (
  name         TEXT   PRIMARY KEY,
  node         TEXT   NOT NULL,
  epoch        BIGINT NOT NULL,  -- grows with every new leader
  lease_until  BIGINT NOT NULL   -- by the database's clock
);

-- Single-use tokens that a provider's next login needs.
CREATE TABLE refresh_token (
  provider   TEXT   NOT NULL,
  account    TEXT   NOT NULL,
  value      TEXT   NOT NULL,
  issued_at  BIGINT NOT NULL,
  PRIMARY KEY (provider, account)
);

CREATE TABLE quarantine (
  id           ${identity},
  received_at  BIGINT NOT NULL,
  method       TEXT   NOT NULL,
  path         TEXT   NOT NULL,
  media_type   TEXT,
  body         ${bytes},
  whole        BOOLEAN NOT NULL DEFAULT TRUE,  -- nothing of the body is missing
  account      TEXT,    -- the account its sender was checked for; null if nobody checked
  reason       TEXT    NOT NULL,
  replays      INTEGER NOT NULL DEFAULT 0,
  asked_by     TEXT,    -- who wants it replayed; null unless it waits for that
  asked_why    TEXT,
  asked_as     TEXT     -- the account that it is to be replayed for
);
CREATE INDEX quarantine_asked ON quarantine (id) WHERE asked_by IS NOT NULL;

-- What users did that stands in no other trail: with requests in quarantine, CRM accounts, numbers.
CREATE TABLE deed (
  id         ${identity},
  at         BIGINT NOT NULL,
  user_name  TEXT   NOT NULL,
  action     TEXT   NOT NULL,  -- such as REPLAY
  subject    TEXT   NOT NULL,  -- no number, no secret
  reason     TEXT,
  outcome    TEXT
);
CREATE INDEX deed_at ON deed (at);

-- Who asked a provider for what. Written before the command leaves, completed by its answer.
CREATE TABLE command (
  id               ${identity},
  at               BIGINT  NOT NULL,
  user_name        TEXT    NOT NULL,
  remote_address   TEXT,
  provider         TEXT    NOT NULL,
  account          TEXT    NOT NULL,
  operation        TEXT    NOT NULL,
  call_id          TEXT,
  part_id          TEXT,              -- a leg
  dials            BOOLEAN NOT NULL,  -- counts as a call
  request          TEXT    NOT NULL,  -- credentials masked
  idempotency_key  TEXT,
  provider_status  INTEGER,
  status           INTEGER,           -- of our answer
  words            TEXT,
  completed_at     BIGINT
);
CREATE INDEX command_at ON command (at);
CREATE INDEX command_call ON command (call_id) WHERE call_id IS NOT NULL;
CREATE INDEX command_dials ON command (provider, account, at) WHERE dials;

-- The same key means the same command for 24 hours. Without a status it is under way, or was cut off.
CREATE TABLE idempotency_key (
  user_name        TEXT    NOT NULL,
  provider         TEXT    NOT NULL,
  account          TEXT    NOT NULL,
  operation        TEXT    NOT NULL,
  idempotency_key  TEXT    NOT NULL,
  command          BIGINT  NOT NULL REFERENCES command (id),
  process          TEXT    NOT NULL,
  request_hash     TEXT    NOT NULL,
  created_at       BIGINT  NOT NULL,
  status           INTEGER,
  media_type       TEXT,
  body             TEXT,
  location         TEXT,
  retry_after      TEXT,
  PRIMARY KEY (user_name, provider, account, operation, idempotency_key)
);
CREATE INDEX idempotency_key_command ON idempotency_key (command);
CREATE INDEX idempotency_key_created ON idempotency_key (created_at);

-- Calls that a CRM user ordered with a click.
CREATE TABLE click (
  id         TEXT   PRIMARY KEY,
  at         BIGINT NOT NULL,
  crm        TEXT   NOT NULL,
  provider   TEXT   NOT NULL,
  account    TEXT   NOT NULL,
  extension  TEXT,             -- the agent's, where the provider rings extensions
  agent      TEXT,             -- numbers
  customer   TEXT   NOT NULL,
  display    TEXT,
  token      TEXT   NOT NULL UNIQUE,  -- hash of that in the address that says how the call goes on
  call_id    TEXT,             -- fixed by the first who knows it
  status     INTEGER,          -- of the answer; null while it is being placed
  message    TEXT
);
CREATE INDEX click_at ON click (at);

-- The last click of an agent for a customer, so that a second one soon after makes no second call.
CREATE TABLE click_pair (
  crm       TEXT   NOT NULL,
  agent     TEXT   NOT NULL,  -- number or extension
  customer  TEXT   NOT NULL,
  at        BIGINT NOT NULL,
  click     TEXT   NOT NULL,
  PRIMARY KEY (crm, agent, customer)
);

-- Route files that were changed while the bridge ran.
CREATE TABLE route_change (
  id      ${identity},
  at      BIGINT NOT NULL,
  author  TEXT,             -- the user, or the owner of the files
  kind    TEXT   NOT NULL,  -- TAKEN, REFUSED or TAKEN_BACK
  files   TEXT   NOT NULL,  -- a line each
  diff    TEXT   NOT NULL,
  reason  TEXT              -- why it was refused
);
