-- What the models cannot say, for PostgreSQL. Made new after each migration, in its transaction; every statement can run again.
-- The domain checks the same limits first; these hold against everything else that writes.

ALTER TABLE "Actor"
  DROP CONSTRAINT IF EXISTS "limit_Actor_handle",
  DROP CONSTRAINT IF EXISTS "limit_Actor_wipLimit";
ALTER TABLE "Actor"
  ADD CONSTRAINT "limit_Actor_handle" CHECK ("handle" ~ '^[a-z0-9][a-z0-9._-]{1,49}$'),
  ADD CONSTRAINT "limit_Actor_wipLimit" CHECK ("wipLimit" BETWEEN 1 AND 100);

ALTER TABLE "Project"
  DROP CONSTRAINT IF EXISTS "limit_Project_key",
  DROP CONSTRAINT IF EXISTS "limit_Project_name",
  DROP CONSTRAINT IF EXISTS "limit_Project_why",
  DROP CONSTRAINT IF EXISTS "limit_Project_what",
  DROP CONSTRAINT IF EXISTS "limit_Project_done",
  DROP CONSTRAINT IF EXISTS "limit_Project_repository",
  DROP CONSTRAINT IF EXISTS "limit_Project_seq",
  DROP CONSTRAINT IF EXISTS "limit_Project_lastNumber",
  DROP CONSTRAINT IF EXISTS "limit_Project_pending",
  DROP CONSTRAINT IF EXISTS "limit_Project_blocked",
  DROP CONSTRAINT IF EXISTS "limit_Project_inProgress",
  DROP CONSTRAINT IF EXISTS "limit_Project_completed",
  DROP CONSTRAINT IF EXISTS "limit_Project_cancelled";
ALTER TABLE "Project"
  ADD CONSTRAINT "limit_Project_key" CHECK ("key" ~ '^[A-Z][A-Z0-9]{1,9}$'),
  ADD CONSTRAINT "limit_Project_name" CHECK (char_length("name") BETWEEN 1 AND 200),
  ADD CONSTRAINT "limit_Project_why" CHECK (char_length("why") <= 5000),
  ADD CONSTRAINT "limit_Project_what" CHECK (char_length("what") <= 5000),
  ADD CONSTRAINT "limit_Project_done" CHECK (char_length("done") <= 5000),
  ADD CONSTRAINT "limit_Project_repository" CHECK (char_length("repository") <= 500),
  ADD CONSTRAINT "limit_Project_seq" CHECK ("seq" >= 0),
  ADD CONSTRAINT "limit_Project_lastNumber" CHECK ("lastNumber" >= 0),
  ADD CONSTRAINT "limit_Project_pending" CHECK ("pending" >= 0),
  ADD CONSTRAINT "limit_Project_blocked" CHECK ("blocked" >= 0),
  ADD CONSTRAINT "limit_Project_inProgress" CHECK ("inProgress" >= 0),
  ADD CONSTRAINT "limit_Project_completed" CHECK ("completed" >= 0),
  ADD CONSTRAINT "limit_Project_cancelled" CHECK ("cancelled" >= 0);

ALTER TABLE "Task"
  DROP CONSTRAINT IF EXISTS "limit_Task_id",
  DROP CONSTRAINT IF EXISTS "limit_Task_title",
  DROP CONSTRAINT IF EXISTS "limit_Task_description",
  DROP CONSTRAINT IF EXISTS "limit_Task_why",
  DROP CONSTRAINT IF EXISTS "limit_Task_what",
  DROP CONSTRAINT IF EXISTS "limit_Task_done",
  DROP CONSTRAINT IF EXISTS "limit_Task_impactNotes",
  DROP CONSTRAINT IF EXISTS "limit_Task_completionSummary",
  DROP CONSTRAINT IF EXISTS "limit_Task_feedbackNote",
  DROP CONSTRAINT IF EXISTS "limit_Task_holdReason",
  DROP CONSTRAINT IF EXISTS "limit_Task_priority",
  DROP CONSTRAINT IF EXISTS "limit_Task_effectivePriority",
  DROP CONSTRAINT IF EXISTS "limit_Task_estimatedHours",
  DROP CONSTRAINT IF EXISTS "limit_Task_actualHours",
  DROP CONSTRAINT IF EXISTS "limit_Task_feedbackQuality",
  DROP CONSTRAINT IF EXISTS "limit_Task_feedbackTimeliness",
  DROP CONSTRAINT IF EXISTS "limit_Task_blocked",
  DROP CONSTRAINT IF EXISTS "limit_Task_openBlockers",
  DROP CONSTRAINT IF EXISTS "limit_Task_openDependents",
  DROP CONSTRAINT IF EXISTS "limit_Task_fence",
  DROP CONSTRAINT IF EXISTS "limit_Task_attempts";
ALTER TABLE "Task"
  ADD CONSTRAINT "limit_Task_id" CHECK ("id" ~ '^[0-9a-f]{8}$'),
  ADD CONSTRAINT "limit_Task_title" CHECK (char_length("title") BETWEEN 1 AND 500),
  ADD CONSTRAINT "limit_Task_description" CHECK (char_length("description") <= 5000),
  ADD CONSTRAINT "limit_Task_why" CHECK (char_length("why") <= 5000),
  ADD CONSTRAINT "limit_Task_what" CHECK (char_length("what") <= 5000),
  ADD CONSTRAINT "limit_Task_done" CHECK (char_length("done") <= 5000),
  ADD CONSTRAINT "limit_Task_impactNotes" CHECK (char_length("impactNotes") <= 5000),
  ADD CONSTRAINT "limit_Task_completionSummary" CHECK (char_length("completionSummary") <= 5000),
  ADD CONSTRAINT "limit_Task_feedbackNote" CHECK (char_length("feedbackNote") <= 500),
  ADD CONSTRAINT "limit_Task_holdReason" CHECK (char_length("holdReason") <= 2000),
  ADD CONSTRAINT "limit_Task_priority" CHECK ("priority" BETWEEN 0 AND 3),
  ADD CONSTRAINT "limit_Task_effectivePriority" CHECK ("effectivePriority" BETWEEN 0 AND 3),
  ADD CONSTRAINT "limit_Task_estimatedHours" CHECK ("estimatedHours" > 0),
  ADD CONSTRAINT "limit_Task_actualHours" CHECK ("actualHours" >= 0),
  ADD CONSTRAINT "limit_Task_feedbackQuality" CHECK ("feedbackQuality" BETWEEN 1 AND 5),
  ADD CONSTRAINT "limit_Task_feedbackTimeliness" CHECK ("feedbackTimeliness" BETWEEN 1 AND 5),
  ADD CONSTRAINT "limit_Task_blocked" CHECK ("status" NOT IN ('PENDING', 'BLOCKED') OR ("status" = 'BLOCKED') = "isBlocked"),
  ADD CONSTRAINT "limit_Task_openBlockers" CHECK ("openBlockers" >= 0),
  ADD CONSTRAINT "limit_Task_openDependents" CHECK ("openDependents" >= 0),
  ADD CONSTRAINT "limit_Task_fence" CHECK ("fence" >= 0),
  ADD CONSTRAINT "limit_Task_attempts" CHECK ("attempts" >= 0);

ALTER TABLE "TaskTag"
  DROP CONSTRAINT IF EXISTS "limit_TaskTag_tag";
ALTER TABLE "TaskTag"
  ADD CONSTRAINT "limit_TaskTag_tag" CHECK (char_length("tag") BETWEEN 1 AND 50);

ALTER TABLE "Dependency"
  DROP CONSTRAINT IF EXISTS "limit_Dependency_self";
ALTER TABLE "Dependency"
  ADD CONSTRAINT "limit_Dependency_self" CHECK ("taskId" <> "dependsOnId");

ALTER TABLE "Claim"
  DROP CONSTRAINT IF EXISTS "limit_Claim_fence",
  DROP CONSTRAINT IF EXISTS "limit_Claim_outcome_when_ended";
ALTER TABLE "Claim"
  ADD CONSTRAINT "limit_Claim_fence" CHECK ("fence" >= 1),
  ADD CONSTRAINT "limit_Claim_outcome_when_ended" CHECK (("endedAt" IS NULL) = ("outcome" IS NULL));

ALTER TABLE "Criterion"
  DROP CONSTRAINT IF EXISTS "limit_Criterion_text",
  DROP CONSTRAINT IF EXISTS "limit_Criterion_evidence";
ALTER TABLE "Criterion"
  ADD CONSTRAINT "limit_Criterion_text" CHECK (char_length("text") BETWEEN 1 AND 500),
  ADD CONSTRAINT "limit_Criterion_evidence" CHECK (char_length("evidence") <= 5000);

ALTER TABLE "ContextEntry"
  DROP CONSTRAINT IF EXISTS "limit_ContextEntry_body",
  DROP CONSTRAINT IF EXISTS "limit_ContextEntry_nonce",
  DROP CONSTRAINT IF EXISTS "limit_ContextEntry_priority";
ALTER TABLE "ContextEntry"
  ADD CONSTRAINT "limit_ContextEntry_body" CHECK (char_length("body") BETWEEN 1 AND CASE WHEN "keyId" IS NULL THEN 20000 ELSE 107000 END),
  ADD CONSTRAINT "limit_ContextEntry_nonce" CHECK (("keyId" IS NULL) = ("nonce" IS NULL)),
  ADD CONSTRAINT "limit_ContextEntry_priority" CHECK ("priority" BETWEEN 0 AND 3);

ALTER TABLE "Question"
  DROP CONSTRAINT IF EXISTS "limit_Question_body",
  DROP CONSTRAINT IF EXISTS "limit_Question_answer";
ALTER TABLE "Question"
  ADD CONSTRAINT "limit_Question_body" CHECK (char_length("body") BETWEEN 1 AND 5000),
  ADD CONSTRAINT "limit_Question_answer" CHECK (char_length("answer") <= 5000);

ALTER TABLE "FileReference"
  DROP CONSTRAINT IF EXISTS "limit_FileReference_path",
  DROP CONSTRAINT IF EXISTS "limit_FileReference_lineStart",
  DROP CONSTRAINT IF EXISTS "limit_FileReference_lineEnd";
ALTER TABLE "FileReference"
  ADD CONSTRAINT "limit_FileReference_path" CHECK (char_length("path") BETWEEN 1 AND 1000 AND "path" !~ '^([/\\]|[A-Za-z]:)' AND "path" !~ '(^|[/\\])\.\.([/\\]|$)'),
  ADD CONSTRAINT "limit_FileReference_lineStart" CHECK ("lineStart" >= 1),
  ADD CONSTRAINT "limit_FileReference_lineEnd" CHECK ("lineEnd" IS NULL OR ("lineStart" IS NOT NULL AND "lineEnd" >= "lineStart"));

CREATE OR REPLACE FUNCTION "limit_TaskTag_count"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT count(*) FROM "TaskTag" WHERE "taskId" = NEW."taskId") >= 30
    AND NOT EXISTS (SELECT 1 FROM "TaskTag" WHERE "taskId" = NEW."taskId" AND "fold" = NEW."fold")
  THEN
    RAISE EXCEPTION 'limit: TaskTag.count' USING ERRCODE = 'check_violation', CONSTRAINT = 'limit_TaskTag_count';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER "limit_TaskTag_count" BEFORE INSERT ON "TaskTag" FOR EACH ROW EXECUTE FUNCTION "limit_TaskTag_count"();

CREATE OR REPLACE FUNCTION "limit_Criterion_count"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT count(*) FROM "Criterion" WHERE "taskId" = NEW."taskId") >= 10
  THEN
    RAISE EXCEPTION 'limit: Criterion.count' USING ERRCODE = 'check_violation', CONSTRAINT = 'limit_Criterion_count';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER "limit_Criterion_count" BEFORE INSERT ON "Criterion" FOR EACH ROW EXECUTE FUNCTION "limit_Criterion_count"();

DROP INDEX IF EXISTS "Claim_one_open";
CREATE UNIQUE INDEX "Claim_one_open" ON "Claim" ("taskId") WHERE "endedAt" IS NULL;
DROP INDEX IF EXISTS "Question_one_open";
CREATE UNIQUE INDEX "Question_one_open" ON "Question" ("taskId") WHERE "state" = 'OPEN';
DROP INDEX IF EXISTS "Dependency_one_parent";
CREATE UNIQUE INDEX "Dependency_one_parent" ON "Dependency" ("taskId") WHERE "kind" = 'PARENT';

-- Full text. Queries must repeat these expressions and conditions to be served by the indexes.
DROP INDEX IF EXISTS "Task_text";
CREATE INDEX "Task_text" ON "Task" USING gin (to_tsvector('simple', "title" || ' ' || "description")) WHERE "deletedAt" IS NULL;
DROP INDEX IF EXISTS "ContextEntry_text";
CREATE INDEX "ContextEntry_text" ON "ContextEntry" USING gin (to_tsvector('simple', "body")) WHERE "kind" <> 'NOTE' AND "keyId" IS NULL;

ALTER TABLE "SavedView"
  DROP CONSTRAINT IF EXISTS "limit_SavedView_name",
  DROP CONSTRAINT IF EXISTS "limit_SavedView_query";
ALTER TABLE "SavedView"
  ADD CONSTRAINT "limit_SavedView_name" CHECK (char_length("name") BETWEEN 1 AND 100),
  ADD CONSTRAINT "limit_SavedView_query" CHECK (char_length("query") <= 2000);

ALTER TABLE "PluginRow"
  DROP CONSTRAINT IF EXISTS "limit_PluginRow_collection",
  DROP CONSTRAINT IF EXISTS "limit_PluginRow_key",
  DROP CONSTRAINT IF EXISTS "limit_PluginRow_value";
ALTER TABLE "PluginRow"
  ADD CONSTRAINT "limit_PluginRow_collection" CHECK (char_length("collection") <= 50),
  ADD CONSTRAINT "limit_PluginRow_key" CHECK (char_length("key") BETWEEN 1 AND 200),
  ADD CONSTRAINT "limit_PluginRow_value" CHECK (octet_length("value") <= 65536);

ALTER TABLE "Template"
  DROP CONSTRAINT IF EXISTS "limit_Template_name",
  DROP CONSTRAINT IF EXISTS "limit_Template_description",
  DROP CONSTRAINT IF EXISTS "limit_Template_source";
ALTER TABLE "Template"
  ADD CONSTRAINT "limit_Template_name" CHECK (char_length("name") BETWEEN 1 AND 100),
  ADD CONSTRAINT "limit_Template_description" CHECK (char_length("description") <= 2000),
  ADD CONSTRAINT "limit_Template_source" CHECK (char_length("source") BETWEEN 1 AND 200000);

ALTER TABLE "Webhook"
  DROP CONSTRAINT IF EXISTS "limit_Webhook_name",
  DROP CONSTRAINT IF EXISTS "limit_Webhook_url";
ALTER TABLE "Webhook"
  ADD CONSTRAINT "limit_Webhook_name" CHECK (char_length("name") <= 100),
  ADD CONSTRAINT "limit_Webhook_url" CHECK (char_length("url") BETWEEN 1 AND 2000);

-- What waits to be sent, without the log of what was.
DROP INDEX IF EXISTS "WebhookDelivery_waiting";
CREATE INDEX "WebhookDelivery_waiting" ON "WebhookDelivery" ("webhookId", "createdAt", "eventSeq") WHERE "state" = 'PENDING';
