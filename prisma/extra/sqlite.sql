-- What the models cannot say, for SQLite. Made new after each migration, in its transaction; every statement can run again.
-- A refusal reads `limit: <table>.<rule>`. The domain checks the same limits first; these hold against everything else that writes.

DROP TRIGGER IF EXISTS "limit_Actor_insert";
CREATE TRIGGER "limit_Actor_insert" BEFORE INSERT ON "Actor" BEGIN
  SELECT CASE
    WHEN NEW."kind" NOT IN ('PERSON', 'AGENT') THEN RAISE(ABORT, 'limit: Actor.kind')
    WHEN length(NEW."handle") NOT BETWEEN 2 AND 50 OR NEW."handle" NOT GLOB '[a-z0-9]*' OR NEW."handle" GLOB '*[^a-z0-9._-]*' THEN RAISE(ABORT, 'limit: Actor.handle')
    WHEN NEW."wipLimit" NOT BETWEEN 1 AND 100 THEN RAISE(ABORT, 'limit: Actor.wipLimit')
  END;
END;

DROP TRIGGER IF EXISTS "limit_Actor_update";
CREATE TRIGGER "limit_Actor_update" BEFORE UPDATE OF "kind", "handle", "wipLimit" ON "Actor" BEGIN
  SELECT CASE
    WHEN NEW."kind" NOT IN ('PERSON', 'AGENT') THEN RAISE(ABORT, 'limit: Actor.kind')
    WHEN length(NEW."handle") NOT BETWEEN 2 AND 50 OR NEW."handle" NOT GLOB '[a-z0-9]*' OR NEW."handle" GLOB '*[^a-z0-9._-]*' THEN RAISE(ABORT, 'limit: Actor.handle')
    WHEN NEW."wipLimit" NOT BETWEEN 1 AND 100 THEN RAISE(ABORT, 'limit: Actor.wipLimit')
  END;
END;

DROP TRIGGER IF EXISTS "limit_Project_insert";
CREATE TRIGGER "limit_Project_insert" BEFORE INSERT ON "Project" BEGIN
  SELECT CASE
    WHEN length(NEW."key") NOT BETWEEN 2 AND 10 OR NEW."key" NOT GLOB '[A-Z]*' OR NEW."key" GLOB '*[^A-Z0-9]*' THEN RAISE(ABORT, 'limit: Project.key')
    WHEN length(NEW."name") NOT BETWEEN 1 AND 200 THEN RAISE(ABORT, 'limit: Project.name')
    WHEN NEW."status" NOT IN ('PLANNING', 'ACTIVE', 'COMPLETED', 'ARCHIVED') THEN RAISE(ABORT, 'limit: Project.status')
    WHEN NEW."editing" NOT IN ('STRICT', 'OPEN') THEN RAISE(ABORT, 'limit: Project.editing')
    WHEN length(NEW."why") > 5000 THEN RAISE(ABORT, 'limit: Project.why')
    WHEN length(NEW."what") > 5000 THEN RAISE(ABORT, 'limit: Project.what')
    WHEN length(NEW."done") > 5000 THEN RAISE(ABORT, 'limit: Project.done')
    WHEN length(NEW."repository") > 500 THEN RAISE(ABORT, 'limit: Project.repository')
  END;
END;

DROP TRIGGER IF EXISTS "limit_Project_update";
CREATE TRIGGER "limit_Project_update" BEFORE UPDATE OF "key", "name", "status", "editing", "why", "what", "done", "repository" ON "Project" BEGIN
  SELECT CASE
    WHEN length(NEW."key") NOT BETWEEN 2 AND 10 OR NEW."key" NOT GLOB '[A-Z]*' OR NEW."key" GLOB '*[^A-Z0-9]*' THEN RAISE(ABORT, 'limit: Project.key')
    WHEN length(NEW."name") NOT BETWEEN 1 AND 200 THEN RAISE(ABORT, 'limit: Project.name')
    WHEN NEW."status" NOT IN ('PLANNING', 'ACTIVE', 'COMPLETED', 'ARCHIVED') THEN RAISE(ABORT, 'limit: Project.status')
    WHEN NEW."editing" NOT IN ('STRICT', 'OPEN') THEN RAISE(ABORT, 'limit: Project.editing')
    WHEN length(NEW."why") > 5000 THEN RAISE(ABORT, 'limit: Project.why')
    WHEN length(NEW."what") > 5000 THEN RAISE(ABORT, 'limit: Project.what')
    WHEN length(NEW."done") > 5000 THEN RAISE(ABORT, 'limit: Project.done')
    WHEN length(NEW."repository") > 500 THEN RAISE(ABORT, 'limit: Project.repository')
  END;
END;

DROP TRIGGER IF EXISTS "limit_Project_counters_insert";
CREATE TRIGGER "limit_Project_counters_insert" BEFORE INSERT ON "Project" BEGIN
  SELECT CASE
    WHEN NEW."seq" < 0 THEN RAISE(ABORT, 'limit: Project.seq')
    WHEN NEW."lastNumber" < 0 THEN RAISE(ABORT, 'limit: Project.lastNumber')
    WHEN NEW."pending" < 0 THEN RAISE(ABORT, 'limit: Project.pending')
    WHEN NEW."blocked" < 0 THEN RAISE(ABORT, 'limit: Project.blocked')
    WHEN NEW."inProgress" < 0 THEN RAISE(ABORT, 'limit: Project.inProgress')
    WHEN NEW."completed" < 0 THEN RAISE(ABORT, 'limit: Project.completed')
    WHEN NEW."cancelled" < 0 THEN RAISE(ABORT, 'limit: Project.cancelled')
  END;
END;

DROP TRIGGER IF EXISTS "limit_Project_counters_update";
CREATE TRIGGER "limit_Project_counters_update" BEFORE UPDATE OF "seq", "lastNumber", "pending", "blocked", "inProgress", "completed", "cancelled" ON "Project" BEGIN
  SELECT CASE
    WHEN NEW."seq" < 0 THEN RAISE(ABORT, 'limit: Project.seq')
    WHEN NEW."lastNumber" < 0 THEN RAISE(ABORT, 'limit: Project.lastNumber')
    WHEN NEW."pending" < 0 THEN RAISE(ABORT, 'limit: Project.pending')
    WHEN NEW."blocked" < 0 THEN RAISE(ABORT, 'limit: Project.blocked')
    WHEN NEW."inProgress" < 0 THEN RAISE(ABORT, 'limit: Project.inProgress')
    WHEN NEW."completed" < 0 THEN RAISE(ABORT, 'limit: Project.completed')
    WHEN NEW."cancelled" < 0 THEN RAISE(ABORT, 'limit: Project.cancelled')
  END;
END;

DROP TRIGGER IF EXISTS "limit_Member_insert";
CREATE TRIGGER "limit_Member_insert" BEFORE INSERT ON "Member" BEGIN
  SELECT CASE
    WHEN NEW."role" NOT IN ('OWNER', 'MEMBER', 'VIEWER') THEN RAISE(ABORT, 'limit: Member.role')
  END;
END;

DROP TRIGGER IF EXISTS "limit_Member_update";
CREATE TRIGGER "limit_Member_update" BEFORE UPDATE OF "role" ON "Member" BEGIN
  SELECT CASE
    WHEN NEW."role" NOT IN ('OWNER', 'MEMBER', 'VIEWER') THEN RAISE(ABORT, 'limit: Member.role')
  END;
END;

DROP TRIGGER IF EXISTS "limit_Task_text_insert";
CREATE TRIGGER "limit_Task_text_insert" BEFORE INSERT ON "Task" BEGIN
  SELECT CASE
    WHEN length(NEW."id") <> 8 OR NEW."id" GLOB '*[^0-9a-f]*' THEN RAISE(ABORT, 'limit: Task.id')
    WHEN length(NEW."title") NOT BETWEEN 1 AND 500 THEN RAISE(ABORT, 'limit: Task.title')
    WHEN length(NEW."description") > 5000 THEN RAISE(ABORT, 'limit: Task.description')
    WHEN length(NEW."why") > 5000 THEN RAISE(ABORT, 'limit: Task.why')
    WHEN length(NEW."what") > 5000 THEN RAISE(ABORT, 'limit: Task.what')
    WHEN length(NEW."done") > 5000 THEN RAISE(ABORT, 'limit: Task.done')
    WHEN length(NEW."impactNotes") > 5000 THEN RAISE(ABORT, 'limit: Task.impactNotes')
    WHEN length(NEW."completionSummary") > 5000 THEN RAISE(ABORT, 'limit: Task.completionSummary')
    WHEN length(NEW."feedbackNote") > 500 THEN RAISE(ABORT, 'limit: Task.feedbackNote')
    WHEN length(NEW."holdReason") > 2000 THEN RAISE(ABORT, 'limit: Task.holdReason')
  END;
END;

DROP TRIGGER IF EXISTS "limit_Task_text_update";
CREATE TRIGGER "limit_Task_text_update" BEFORE UPDATE OF "id", "title", "description", "why", "what", "done", "impactNotes", "completionSummary", "feedbackNote", "holdReason" ON "Task" BEGIN
  SELECT CASE
    WHEN length(NEW."id") <> 8 OR NEW."id" GLOB '*[^0-9a-f]*' THEN RAISE(ABORT, 'limit: Task.id')
    WHEN length(NEW."title") NOT BETWEEN 1 AND 500 THEN RAISE(ABORT, 'limit: Task.title')
    WHEN length(NEW."description") > 5000 THEN RAISE(ABORT, 'limit: Task.description')
    WHEN length(NEW."why") > 5000 THEN RAISE(ABORT, 'limit: Task.why')
    WHEN length(NEW."what") > 5000 THEN RAISE(ABORT, 'limit: Task.what')
    WHEN length(NEW."done") > 5000 THEN RAISE(ABORT, 'limit: Task.done')
    WHEN length(NEW."impactNotes") > 5000 THEN RAISE(ABORT, 'limit: Task.impactNotes')
    WHEN length(NEW."completionSummary") > 5000 THEN RAISE(ABORT, 'limit: Task.completionSummary')
    WHEN length(NEW."feedbackNote") > 500 THEN RAISE(ABORT, 'limit: Task.feedbackNote')
    WHEN length(NEW."holdReason") > 2000 THEN RAISE(ABORT, 'limit: Task.holdReason')
  END;
END;

DROP TRIGGER IF EXISTS "limit_Task_numbers_insert";
CREATE TRIGGER "limit_Task_numbers_insert" BEFORE INSERT ON "Task" BEGIN
  SELECT CASE
    WHEN NEW."priority" NOT IN (0, 1, 2, 3) THEN RAISE(ABORT, 'limit: Task.priority')
    WHEN NEW."effectivePriority" NOT IN (0, 1, 2, 3) THEN RAISE(ABORT, 'limit: Task.effectivePriority')
    WHEN NEW."estimatedHours" <= 0 THEN RAISE(ABORT, 'limit: Task.estimatedHours')
    WHEN NEW."actualHours" < 0 THEN RAISE(ABORT, 'limit: Task.actualHours')
    WHEN NEW."feedbackQuality" NOT IN (1, 2, 3, 4, 5) THEN RAISE(ABORT, 'limit: Task.feedbackQuality')
    WHEN NEW."feedbackTimeliness" NOT IN (1, 2, 3, 4, 5) THEN RAISE(ABORT, 'limit: Task.feedbackTimeliness')
  END;
END;

DROP TRIGGER IF EXISTS "limit_Task_numbers_update";
CREATE TRIGGER "limit_Task_numbers_update" BEFORE UPDATE OF "priority", "effectivePriority", "estimatedHours", "actualHours", "feedbackQuality", "feedbackTimeliness" ON "Task" BEGIN
  SELECT CASE
    WHEN NEW."priority" NOT IN (0, 1, 2, 3) THEN RAISE(ABORT, 'limit: Task.priority')
    WHEN NEW."effectivePriority" NOT IN (0, 1, 2, 3) THEN RAISE(ABORT, 'limit: Task.effectivePriority')
    WHEN NEW."estimatedHours" <= 0 THEN RAISE(ABORT, 'limit: Task.estimatedHours')
    WHEN NEW."actualHours" < 0 THEN RAISE(ABORT, 'limit: Task.actualHours')
    WHEN NEW."feedbackQuality" NOT IN (1, 2, 3, 4, 5) THEN RAISE(ABORT, 'limit: Task.feedbackQuality')
    WHEN NEW."feedbackTimeliness" NOT IN (1, 2, 3, 4, 5) THEN RAISE(ABORT, 'limit: Task.feedbackTimeliness')
  END;
END;

DROP TRIGGER IF EXISTS "limit_Task_state_insert";
CREATE TRIGGER "limit_Task_state_insert" BEFORE INSERT ON "Task" BEGIN
  SELECT CASE
    WHEN NEW."status" NOT IN ('PENDING', 'BLOCKED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED') THEN RAISE(ABORT, 'limit: Task.status')
    WHEN NEW."status" IN ('PENDING', 'BLOCKED') AND (NEW."status" = 'BLOCKED') <> NEW."isBlocked" THEN RAISE(ABORT, 'limit: Task.blocked')
    WHEN NEW."openBlockers" < 0 THEN RAISE(ABORT, 'limit: Task.openBlockers')
    WHEN NEW."openDependents" < 0 THEN RAISE(ABORT, 'limit: Task.openDependents')
    WHEN NEW."fence" < 0 THEN RAISE(ABORT, 'limit: Task.fence')
    WHEN NEW."attempts" < 0 THEN RAISE(ABORT, 'limit: Task.attempts')
  END;
END;

DROP TRIGGER IF EXISTS "limit_Task_state_update";
CREATE TRIGGER "limit_Task_state_update" BEFORE UPDATE OF "status", "isBlocked", "openBlockers", "openDependents", "fence", "attempts" ON "Task" BEGIN
  SELECT CASE
    WHEN NEW."status" NOT IN ('PENDING', 'BLOCKED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED') THEN RAISE(ABORT, 'limit: Task.status')
    WHEN NEW."status" IN ('PENDING', 'BLOCKED') AND (NEW."status" = 'BLOCKED') <> NEW."isBlocked" THEN RAISE(ABORT, 'limit: Task.blocked')
    WHEN NEW."openBlockers" < 0 THEN RAISE(ABORT, 'limit: Task.openBlockers')
    WHEN NEW."openDependents" < 0 THEN RAISE(ABORT, 'limit: Task.openDependents')
    WHEN NEW."fence" < 0 THEN RAISE(ABORT, 'limit: Task.fence')
    WHEN NEW."attempts" < 0 THEN RAISE(ABORT, 'limit: Task.attempts')
  END;
END;

DROP TRIGGER IF EXISTS "limit_TaskTag_insert";
CREATE TRIGGER "limit_TaskTag_insert" BEFORE INSERT ON "TaskTag" BEGIN
  SELECT CASE
    WHEN length(NEW."tag") NOT BETWEEN 1 AND 50 THEN RAISE(ABORT, 'limit: TaskTag.tag')
  END;
END;

DROP TRIGGER IF EXISTS "limit_TaskTag_update";
CREATE TRIGGER "limit_TaskTag_update" BEFORE UPDATE OF "tag" ON "TaskTag" BEGIN
  SELECT CASE
    WHEN length(NEW."tag") NOT BETWEEN 1 AND 50 THEN RAISE(ABORT, 'limit: TaskTag.tag')
  END;
END;

DROP TRIGGER IF EXISTS "limit_Criterion_insert";
CREATE TRIGGER "limit_Criterion_insert" BEFORE INSERT ON "Criterion" BEGIN
  SELECT CASE
    WHEN NEW."state" NOT IN ('UNKNOWN', 'MET', 'NOT_MET') THEN RAISE(ABORT, 'limit: Criterion.state')
    WHEN length(NEW."text") NOT BETWEEN 1 AND 500 THEN RAISE(ABORT, 'limit: Criterion.text')
    WHEN length(NEW."evidence") > 5000 THEN RAISE(ABORT, 'limit: Criterion.evidence')
  END;
END;

DROP TRIGGER IF EXISTS "limit_Criterion_update";
CREATE TRIGGER "limit_Criterion_update" BEFORE UPDATE OF "state", "text", "evidence" ON "Criterion" BEGIN
  SELECT CASE
    WHEN NEW."state" NOT IN ('UNKNOWN', 'MET', 'NOT_MET') THEN RAISE(ABORT, 'limit: Criterion.state')
    WHEN length(NEW."text") NOT BETWEEN 1 AND 500 THEN RAISE(ABORT, 'limit: Criterion.text')
    WHEN length(NEW."evidence") > 5000 THEN RAISE(ABORT, 'limit: Criterion.evidence')
  END;
END;

DROP TRIGGER IF EXISTS "limit_Dependency_insert";
CREATE TRIGGER "limit_Dependency_insert" BEFORE INSERT ON "Dependency" BEGIN
  SELECT CASE
    WHEN NEW."taskId" = NEW."dependsOnId" THEN RAISE(ABORT, 'limit: Dependency.self')
    WHEN NEW."kind" NOT IN ('BLOCKS', 'PARENT', 'RELATED', 'DUPLICATES', 'DISCOVERED_FROM') THEN RAISE(ABORT, 'limit: Dependency.kind')
  END;
END;

DROP TRIGGER IF EXISTS "limit_Dependency_update";
CREATE TRIGGER "limit_Dependency_update" BEFORE UPDATE OF "taskId", "dependsOnId", "kind" ON "Dependency" BEGIN
  SELECT CASE
    WHEN NEW."taskId" = NEW."dependsOnId" THEN RAISE(ABORT, 'limit: Dependency.self')
    WHEN NEW."kind" NOT IN ('BLOCKS', 'PARENT', 'RELATED', 'DUPLICATES', 'DISCOVERED_FROM') THEN RAISE(ABORT, 'limit: Dependency.kind')
  END;
END;

DROP TRIGGER IF EXISTS "limit_Claim_insert";
CREATE TRIGGER "limit_Claim_insert" BEFORE INSERT ON "Claim" BEGIN
  SELECT CASE
    WHEN NEW."fence" < 1 THEN RAISE(ABORT, 'limit: Claim.fence')
    WHEN NEW."outcome" NOT IN ('COMPLETED', 'RELEASED', 'FAILED', 'EXPIRED', 'ASKED', 'TAKEN_OVER', 'CANCELLED') THEN RAISE(ABORT, 'limit: Claim.outcome')
    WHEN (NEW."endedAt" IS NULL) <> (NEW."outcome" IS NULL) THEN RAISE(ABORT, 'limit: Claim.outcome_when_ended')
  END;
END;

DROP TRIGGER IF EXISTS "limit_Claim_update";
CREATE TRIGGER "limit_Claim_update" BEFORE UPDATE OF "fence", "outcome", "endedAt" ON "Claim" BEGIN
  SELECT CASE
    WHEN NEW."fence" < 1 THEN RAISE(ABORT, 'limit: Claim.fence')
    WHEN NEW."outcome" NOT IN ('COMPLETED', 'RELEASED', 'FAILED', 'EXPIRED', 'ASKED', 'TAKEN_OVER', 'CANCELLED') THEN RAISE(ABORT, 'limit: Claim.outcome')
    WHEN (NEW."endedAt" IS NULL) <> (NEW."outcome" IS NULL) THEN RAISE(ABORT, 'limit: Claim.outcome_when_ended')
  END;
END;

DROP TRIGGER IF EXISTS "limit_Question_insert";
CREATE TRIGGER "limit_Question_insert" BEFORE INSERT ON "Question" BEGIN
  SELECT CASE
    WHEN NEW."state" NOT IN ('OPEN', 'ANSWERED', 'DECLINED', 'WITHDRAWN') THEN RAISE(ABORT, 'limit: Question.state')
    WHEN length(NEW."body") NOT BETWEEN 1 AND 5000 THEN RAISE(ABORT, 'limit: Question.body')
    WHEN length(NEW."answer") > 5000 THEN RAISE(ABORT, 'limit: Question.answer')
  END;
END;

DROP TRIGGER IF EXISTS "limit_Question_update";
CREATE TRIGGER "limit_Question_update" BEFORE UPDATE OF "state", "body", "answer" ON "Question" BEGIN
  SELECT CASE
    WHEN NEW."state" NOT IN ('OPEN', 'ANSWERED', 'DECLINED', 'WITHDRAWN') THEN RAISE(ABORT, 'limit: Question.state')
    WHEN length(NEW."body") NOT BETWEEN 1 AND 5000 THEN RAISE(ABORT, 'limit: Question.body')
    WHEN length(NEW."answer") > 5000 THEN RAISE(ABORT, 'limit: Question.answer')
  END;
END;

DROP TRIGGER IF EXISTS "limit_Watcher_insert";
CREATE TRIGGER "limit_Watcher_insert" BEFORE INSERT ON "Watcher" BEGIN
  SELECT CASE
    WHEN NEW."level" NOT IN ('FOLLOWING', 'MUTED') THEN RAISE(ABORT, 'limit: Watcher.level')
  END;
END;

DROP TRIGGER IF EXISTS "limit_Watcher_update";
CREATE TRIGGER "limit_Watcher_update" BEFORE UPDATE OF "level" ON "Watcher" BEGIN
  SELECT CASE
    WHEN NEW."level" NOT IN ('FOLLOWING', 'MUTED') THEN RAISE(ABORT, 'limit: Watcher.level')
  END;
END;

DROP TRIGGER IF EXISTS "limit_ContextEntry_insert";
CREATE TRIGGER "limit_ContextEntry_insert" BEFORE INSERT ON "ContextEntry" BEGIN
  SELECT CASE
    WHEN NEW."kind" NOT IN ('UPDATE', 'DISCOVERY', 'SYNC', 'PROGRESS', 'NOTE') THEN RAISE(ABORT, 'limit: ContextEntry.kind')
    WHEN length(NEW."body") NOT BETWEEN 1 AND CASE WHEN NEW."keyId" IS NULL THEN 20000 ELSE 107000 END THEN RAISE(ABORT, 'limit: ContextEntry.body')
    WHEN (NEW."keyId" IS NULL) <> (NEW."nonce" IS NULL) THEN RAISE(ABORT, 'limit: ContextEntry.nonce')
    WHEN NEW."priority" NOT BETWEEN 0 AND 3 THEN RAISE(ABORT, 'limit: ContextEntry.priority')
  END;
END;

DROP TRIGGER IF EXISTS "limit_ContextEntry_update";
CREATE TRIGGER "limit_ContextEntry_update" BEFORE UPDATE OF "kind", "body", "priority", "keyId", "nonce" ON "ContextEntry" BEGIN
  SELECT CASE
    WHEN NEW."kind" NOT IN ('UPDATE', 'DISCOVERY', 'SYNC', 'PROGRESS', 'NOTE') THEN RAISE(ABORT, 'limit: ContextEntry.kind')
    WHEN length(NEW."body") NOT BETWEEN 1 AND CASE WHEN NEW."keyId" IS NULL THEN 20000 ELSE 107000 END THEN RAISE(ABORT, 'limit: ContextEntry.body')
    WHEN (NEW."keyId" IS NULL) <> (NEW."nonce" IS NULL) THEN RAISE(ABORT, 'limit: ContextEntry.nonce')
    WHEN NEW."priority" NOT BETWEEN 0 AND 3 THEN RAISE(ABORT, 'limit: ContextEntry.priority')
  END;
END;

DROP TRIGGER IF EXISTS "limit_FileReference_insert";
CREATE TRIGGER "limit_FileReference_insert" BEFORE INSERT ON "FileReference" BEGIN
  SELECT CASE
    WHEN length(NEW."path") NOT BETWEEN 1 AND 1000 OR NEW."path" GLOB '[/\]*' OR NEW."path" GLOB '[A-Za-z]:*' OR '/' || replace(NEW."path", '\', '/') || '/' LIKE '%/../%' THEN RAISE(ABORT, 'limit: FileReference.path')
    WHEN NEW."lineStart" < 1 THEN RAISE(ABORT, 'limit: FileReference.lineStart')
    WHEN NEW."lineEnd" < NEW."lineStart" OR (NEW."lineEnd" IS NOT NULL AND NEW."lineStart" IS NULL) THEN RAISE(ABORT, 'limit: FileReference.lineEnd')
  END;
END;

DROP TRIGGER IF EXISTS "limit_FileReference_update";
CREATE TRIGGER "limit_FileReference_update" BEFORE UPDATE OF "path", "lineStart", "lineEnd" ON "FileReference" BEGIN
  SELECT CASE
    WHEN length(NEW."path") NOT BETWEEN 1 AND 1000 OR NEW."path" GLOB '[/\]*' OR NEW."path" GLOB '[A-Za-z]:*' OR '/' || replace(NEW."path", '\', '/') || '/' LIKE '%/../%' THEN RAISE(ABORT, 'limit: FileReference.path')
    WHEN NEW."lineStart" < 1 THEN RAISE(ABORT, 'limit: FileReference.lineStart')
    WHEN NEW."lineEnd" < NEW."lineStart" OR (NEW."lineEnd" IS NOT NULL AND NEW."lineStart" IS NULL) THEN RAISE(ABORT, 'limit: FileReference.lineEnd')
  END;
END;

DROP TRIGGER IF EXISTS "limit_Notification_insert";
CREATE TRIGGER "limit_Notification_insert" BEFORE INSERT ON "Notification" BEGIN
  SELECT CASE
    WHEN NEW."state" NOT IN ('UNREAD', 'READ', 'DONE', 'SNOOZED') THEN RAISE(ABORT, 'limit: Notification.state')
  END;
END;

DROP TRIGGER IF EXISTS "limit_Notification_update";
CREATE TRIGGER "limit_Notification_update" BEFORE UPDATE OF "state" ON "Notification" BEGIN
  SELECT CASE
    WHEN NEW."state" NOT IN ('UNREAD', 'READ', 'DONE', 'SNOOZED') THEN RAISE(ABORT, 'limit: Notification.state')
  END;
END;

DROP TRIGGER IF EXISTS "limit_TaskTag_count";
CREATE TRIGGER "limit_TaskTag_count" BEFORE INSERT ON "TaskTag" BEGIN
  SELECT RAISE(ABORT, 'limit: TaskTag.count')
    WHERE (SELECT count(*) FROM "TaskTag" WHERE "taskId" = NEW."taskId") >= 30
      AND NOT EXISTS (SELECT 1 FROM "TaskTag" WHERE "taskId" = NEW."taskId" AND "fold" = NEW."fold");
END;

DROP TRIGGER IF EXISTS "limit_Criterion_count";
CREATE TRIGGER "limit_Criterion_count" BEFORE INSERT ON "Criterion" BEGIN
  SELECT RAISE(ABORT, 'limit: Criterion.count')
    WHERE (SELECT count(*) FROM "Criterion" WHERE "taskId" = NEW."taskId") >= 10;
END;

DROP INDEX IF EXISTS "Claim_one_open";
CREATE UNIQUE INDEX "Claim_one_open" ON "Claim" ("taskId") WHERE "endedAt" IS NULL;
DROP INDEX IF EXISTS "Question_one_open";
CREATE UNIQUE INDEX "Question_one_open" ON "Question" ("taskId") WHERE "state" = 'OPEN';
DROP INDEX IF EXISTS "Dependency_one_parent";
CREATE UNIQUE INDEX "Dependency_one_parent" ON "Dependency" ("taskId") WHERE "kind" = 'PARENT';

-- Full text. The index keeps no text of its own; its rowid is that of the row.
DROP TABLE IF EXISTS "task_fts";
CREATE VIRTUAL TABLE "task_fts" USING fts5(title, description, content = 'Task', tokenize = 'unicode61 remove_diacritics 2');
DROP TRIGGER IF EXISTS "task_fts_insert";
CREATE TRIGGER "task_fts_insert" AFTER INSERT ON "Task" BEGIN
  INSERT INTO task_fts (rowid, title, description) VALUES (NEW.rowid, NEW.title, NEW.description);
END;
DROP TRIGGER IF EXISTS "task_fts_delete";
CREATE TRIGGER "task_fts_delete" AFTER DELETE ON "Task" BEGIN
  INSERT INTO task_fts (task_fts, rowid, title, description) VALUES ('delete', OLD.rowid, OLD.title, OLD.description);
END;
DROP TRIGGER IF EXISTS "task_fts_update";
CREATE TRIGGER "task_fts_update" AFTER UPDATE OF "title", "description" ON "Task" BEGIN
  INSERT INTO task_fts (task_fts, rowid, title, description) VALUES ('delete', OLD.rowid, OLD.title, OLD.description);
  INSERT INTO task_fts (rowid, title, description) VALUES (NEW.rowid, NEW.title, NEW.description);
END;
INSERT INTO task_fts (task_fts) VALUES ('rebuild');

-- Over a view, so that a rebuild never takes in private notes and sealed bodies.
DROP VIEW IF EXISTS "context_public";
CREATE VIEW "context_public" AS SELECT rowid, body FROM "ContextEntry" WHERE kind <> 'NOTE' AND "keyId" IS NULL;
DROP TABLE IF EXISTS "context_fts";
CREATE VIRTUAL TABLE "context_fts" USING fts5(body, content = 'context_public', content_rowid = 'rowid', tokenize = 'unicode61 remove_diacritics 2');
DROP TRIGGER IF EXISTS "context_fts_insert";
CREATE TRIGGER "context_fts_insert" AFTER INSERT ON "ContextEntry" WHEN NEW.kind <> 'NOTE' AND NEW."keyId" IS NULL BEGIN
  INSERT INTO context_fts (rowid, body) VALUES (NEW.rowid, NEW.body);
END;
DROP TRIGGER IF EXISTS "context_fts_delete";
CREATE TRIGGER "context_fts_delete" AFTER DELETE ON "ContextEntry" WHEN OLD.kind <> 'NOTE' AND OLD."keyId" IS NULL BEGIN
  INSERT INTO context_fts (context_fts, rowid, body) VALUES ('delete', OLD.rowid, OLD.body);
END;
DROP TRIGGER IF EXISTS "context_fts_hide";
CREATE TRIGGER "context_fts_hide" AFTER UPDATE OF "body", "kind", "keyId" ON "ContextEntry" WHEN OLD.kind <> 'NOTE' AND OLD."keyId" IS NULL BEGIN
  INSERT INTO context_fts (context_fts, rowid, body) VALUES ('delete', OLD.rowid, OLD.body);
  INSERT INTO context_fts (rowid, body) SELECT NEW.rowid, NEW.body WHERE NEW.kind <> 'NOTE' AND NEW."keyId" IS NULL;
END;
DROP TRIGGER IF EXISTS "context_fts_show";
CREATE TRIGGER "context_fts_show" AFTER UPDATE OF "body", "kind", "keyId" ON "ContextEntry"
  WHEN (OLD.kind = 'NOTE' OR OLD."keyId" IS NOT NULL) AND NEW.kind <> 'NOTE' AND NEW."keyId" IS NULL BEGIN
  INSERT INTO context_fts (rowid, body) VALUES (NEW.rowid, NEW.body);
END;
INSERT INTO context_fts (context_fts) VALUES ('rebuild');

DROP TRIGGER IF EXISTS "limit_SavedView_insert";
CREATE TRIGGER "limit_SavedView_insert" BEFORE INSERT ON "SavedView" BEGIN
  SELECT CASE
    WHEN NEW."page" NOT IN ('TASKS', 'BOARD', 'GRAPH', 'ACTIVITY') THEN RAISE(ABORT, 'limit: SavedView.page')
    WHEN length(NEW."name") NOT BETWEEN 1 AND 100 THEN RAISE(ABORT, 'limit: SavedView.name')
    WHEN length(NEW."query") > 2000 THEN RAISE(ABORT, 'limit: SavedView.query')
  END;
END;
DROP TRIGGER IF EXISTS "limit_SavedView_update";
CREATE TRIGGER "limit_SavedView_update" BEFORE UPDATE OF "page", "name", "query" ON "SavedView" BEGIN
  SELECT CASE
    WHEN NEW."page" NOT IN ('TASKS', 'BOARD', 'GRAPH', 'ACTIVITY') THEN RAISE(ABORT, 'limit: SavedView.page')
    WHEN length(NEW."name") NOT BETWEEN 1 AND 100 THEN RAISE(ABORT, 'limit: SavedView.name')
    WHEN length(NEW."query") > 2000 THEN RAISE(ABORT, 'limit: SavedView.query')
  END;
END;

DROP TRIGGER IF EXISTS "limit_PluginRow_insert";
CREATE TRIGGER "limit_PluginRow_insert" BEFORE INSERT ON "PluginRow" BEGIN
  SELECT CASE
    WHEN length(NEW."collection") > 50 THEN RAISE(ABORT, 'limit: PluginRow.collection')
    WHEN length(NEW."key") NOT BETWEEN 1 AND 200 THEN RAISE(ABORT, 'limit: PluginRow.key')
    WHEN length(CAST(NEW."value" AS BLOB)) > 65536 THEN RAISE(ABORT, 'limit: PluginRow.value')
  END;
END;
DROP TRIGGER IF EXISTS "limit_PluginRow_update";
CREATE TRIGGER "limit_PluginRow_update" BEFORE UPDATE OF "collection", "key", "value" ON "PluginRow" BEGIN
  SELECT CASE
    WHEN length(NEW."collection") > 50 THEN RAISE(ABORT, 'limit: PluginRow.collection')
    WHEN length(NEW."key") NOT BETWEEN 1 AND 200 THEN RAISE(ABORT, 'limit: PluginRow.key')
    WHEN length(CAST(NEW."value" AS BLOB)) > 65536 THEN RAISE(ABORT, 'limit: PluginRow.value')
  END;
END;

DROP TRIGGER IF EXISTS "limit_Template_insert";
CREATE TRIGGER "limit_Template_insert" BEFORE INSERT ON "Template" BEGIN
  SELECT CASE
    WHEN length(NEW."name") NOT BETWEEN 1 AND 100 THEN RAISE(ABORT, 'limit: Template.name')
    WHEN length(NEW."description") > 2000 THEN RAISE(ABORT, 'limit: Template.description')
    WHEN length(NEW."source") NOT BETWEEN 1 AND 200000 THEN RAISE(ABORT, 'limit: Template.source')
  END;
END;
DROP TRIGGER IF EXISTS "limit_Template_update";
CREATE TRIGGER "limit_Template_update" BEFORE UPDATE OF "name", "description", "source" ON "Template" BEGIN
  SELECT CASE
    WHEN length(NEW."name") NOT BETWEEN 1 AND 100 THEN RAISE(ABORT, 'limit: Template.name')
    WHEN length(NEW."description") > 2000 THEN RAISE(ABORT, 'limit: Template.description')
    WHEN length(NEW."source") NOT BETWEEN 1 AND 200000 THEN RAISE(ABORT, 'limit: Template.source')
  END;
END;

DROP TRIGGER IF EXISTS "limit_Webhook_insert";
CREATE TRIGGER "limit_Webhook_insert" BEFORE INSERT ON "Webhook" BEGIN
  SELECT CASE
    WHEN length(NEW."name") > 100 THEN RAISE(ABORT, 'limit: Webhook.name')
    WHEN length(NEW."url") NOT BETWEEN 1 AND 2000 THEN RAISE(ABORT, 'limit: Webhook.url')
  END;
END;
DROP TRIGGER IF EXISTS "limit_Webhook_update";
CREATE TRIGGER "limit_Webhook_update" BEFORE UPDATE OF "name", "url" ON "Webhook" BEGIN
  SELECT CASE
    WHEN length(NEW."name") > 100 THEN RAISE(ABORT, 'limit: Webhook.name')
    WHEN length(NEW."url") NOT BETWEEN 1 AND 2000 THEN RAISE(ABORT, 'limit: Webhook.url')
  END;
END;

-- What waits to be sent, without the log of what was.
DROP INDEX IF EXISTS "WebhookDelivery_waiting";
CREATE INDEX "WebhookDelivery_waiting" ON "WebhookDelivery" ("webhookId", "createdAt", "eventSeq") WHERE "state" = 'PENDING';
