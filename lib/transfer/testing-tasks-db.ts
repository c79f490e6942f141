import Database from 'better-sqlite3'

/** Writes a store as the command-line tool does, with the oddities of real ones. */
export function writeTasksDb(file: string, more = '') {
  const database = new Database(file)
  database.exec(`${STORE}${more}`)
  database.close()
}

const STORE = `
CREATE TABLE tasks (id TEXT PRIMARY KEY, title TEXT NOT NULL, description TEXT, status TEXT, priority TEXT, assignee TEXT,
  created_by TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, completed_at TEXT, success_criteria TEXT,
  feedback_quality INTEGER, feedback_timeliness INTEGER, feedback_notes TEXT, completion_summary TEXT, deadline TEXT,
  estimated_hours REAL, actual_hours REAL, context TEXT, phase_id TEXT);
CREATE TABLE dependencies (task_id TEXT, depends_on TEXT, PRIMARY KEY (task_id, depends_on));
CREATE TABLE participants (task_id TEXT, agent_id TEXT, joined_at TEXT);
CREATE TABLE notifications (id INTEGER PRIMARY KEY, agent_id TEXT, task_id TEXT, type TEXT, message TEXT, created_at TEXT, read BOOLEAN);
CREATE TABLE collaboration_events (seq INTEGER PRIMARY KEY, task_id TEXT, agent_id TEXT, event_type TEXT, content TEXT, request_id TEXT, created_at TEXT);
CREATE TABLE agents (id TEXT PRIMARY KEY, name TEXT, type TEXT, capabilities TEXT, status TEXT, last_heartbeat TEXT, registered_at TEXT, metadata TEXT);
CREATE TABLE phases (id TEXT PRIMARY KEY, name TEXT, description TEXT, status TEXT, parent_phase_id TEXT, created_at TEXT, updated_at TEXT, started_at TEXT, completed_at TEXT);
INSERT INTO phases VALUES ('p1', 'Foundations', NULL, 'active', NULL, '2026-11-22 14:00:00', '2026-11-22 14:00:00', NULL, NULL);
INSERT INTO tasks VALUES
 ('740bd7f8', 'Design the schema', 'WHY: everything reads it, WHAT: tables, DONE: reviewed' || char(10) || 'Files: prisma/schema.sql:1:120, docs/er.md', 'completed', 'high',
  'db_specialist', 'orchestrator', '2026-11-22T15:09:00.181318', '2026-11-22T15:09:04.9', '2026-11-22T15:09:05.2', NULL, 5, 4, 'good', 'Reviewed', NULL, 8, 9, NULL, 'p1'),
 ('5be08e20', 'Issue tokens', 'As agreed.' || char(10) || 'Files: src/auth/jwt.ts:10:40, /etc/passwd' || char(10) || 'Metadata: {"risk":"high"}', 'blocked', NULL, 'backend_specialist', 'orchestrator',
  '2026-11-22T15:09:01', '2026-11-22T15:09:01', NULL, '[{"criterion":"Tokens expire in 15 minutes","measurable":"ttl <= 900"}]', NULL, NULL, NULL, NULL, '2026-12-24T17:00:00Z', 6, NULL,
  'WHY: logins WHAT: tokens DONE: tests pass', NULL),
 ('6c49d911', 'Make endpoints', NULL, 'in_progress', 'low', 'backend_specialist', 'orchestrator', '2026-11-22T15:09:01', '2026-11-22T15:09:05', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL),
 ('aaaaaaaa', 'Stuck without a reason', NULL, 'blocked', 'medium', NULL, 'user', '2026-11-22T15:09:01', '2026-11-22T15:09:01', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO dependencies VALUES ('6c49d911', '740bd7f8'), ('5be08e20', '6c49d911'), ('5be08e20', 'gone');
INSERT INTO participants VALUES ('740bd7f8', 'db_specialist', '2026-11-22T15:09:04');
INSERT INTO notifications VALUES (1, NULL, '740bd7f8', 'discovery', 'Redis', '2026-11-22T15:09:04', 0), (2, NULL, NULL, 'system', 'Hello', '2026-11-22T15:09:04', 0);
INSERT INTO collaboration_events VALUES
 (1, '740bd7f8', 'orchestrator', 'update', 'PostgreSQL it is', NULL, '2026-11-22T15:09:03'),
 (2, '740bd7f8', 'db_specialist', 'discovery', 'Sessions need Redis', NULL, '2026-11-22T15:09:04'),
 (3, '740bd7f8', 'db_specialist', 'sync', 'Week 1', 'r1', '2026-11-22T15:09:04'),
 (4, '740bd7f8', 'db_specialist', 'handover', 'Yours now', NULL, '2026-11-22T15:09:05');
INSERT INTO agents VALUES ('db_specialist', 'DB specialist', 'specialist', '["SQL", "schema"]', 'active', '2026-11-22 14:09:05', '2026-11-22 14:09:05', NULL);
`
