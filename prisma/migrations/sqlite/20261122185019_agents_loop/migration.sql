-- AlterTable
ALTER TABLE "Actor" ADD COLUMN "wipLimit" INTEGER;

-- AlterTable
ALTER TABLE "Criterion" ADD COLUMN "markedAt" DATETIME;
ALTER TABLE "Criterion" ADD COLUMN "markedById" TEXT;

-- AlterTable
ALTER TABLE "ContextEntry" ADD COLUMN "priority" INTEGER;

-- CreateTable
CREATE TABLE "Mention" (
    "entryId" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,

    PRIMARY KEY ("entryId", "actorId"),
    CONSTRAINT "Mention_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "ContextEntry" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Question" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "projectId" TEXT NOT NULL,
    "taskId" TEXT NOT NULL,
    "askerId" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "options" TEXT NOT NULL DEFAULT '[]',
    "state" TEXT NOT NULL DEFAULT 'OPEN',
    "answer" TEXT NOT NULL DEFAULT '',
    "answeredById" TEXT,
    "answeredAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Question_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Watcher" (
    "taskId" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("taskId", "actorId"),
    CONSTRAINT "Watcher_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Claim" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "taskId" TEXT NOT NULL,
    "projectId" TEXT NOT NULL,
    "holderId" TEXT NOT NULL,
    "fence" INTEGER NOT NULL,
    "leasedAt" DATETIME NOT NULL,
    "leaseSeconds" INTEGER NOT NULL DEFAULT 900,
    "expiresAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    "outcome" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "earlierAssigneeId" TEXT,
    "endedById" TEXT,
    "retryAt" DATETIME,
    CONSTRAINT "Claim_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Claim_holderId_fkey" FOREIGN KEY ("holderId") REFERENCES "Actor" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Claim" ("earlierAssigneeId", "endedAt", "expiresAt", "fence", "holderId", "id", "leasedAt", "note", "outcome", "projectId", "taskId") SELECT "earlierAssigneeId", "endedAt", "expiresAt", "fence", "holderId", "id", "leasedAt", "note", "outcome", "projectId", "taskId" FROM "Claim";
DROP TABLE "Claim";
ALTER TABLE "new_Claim" RENAME TO "Claim";
CREATE INDEX "Claim_holderId_endedAt_idx" ON "Claim"("holderId", "endedAt");
CREATE INDEX "Claim_endedAt_expiresAt_idx" ON "Claim"("endedAt", "expiresAt");
CREATE UNIQUE INDEX "Claim_taskId_fence_key" ON "Claim"("taskId", "fence");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "Mention_actorId_idx" ON "Mention"("actorId");

-- CreateIndex
CREATE INDEX "Question_taskId_createdAt_id_idx" ON "Question"("taskId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Question_projectId_state_createdAt_id_idx" ON "Question"("projectId", "state", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Question_askerId_state_idx" ON "Question"("askerId", "state");

-- CreateIndex
CREATE INDEX "Watcher_actorId_level_idx" ON "Watcher"("actorId", "level");
