-- Left out, or otherwise in MariaDB:
-- In keys MariaDB gives texts a length: at most 255 characters in Team.id, Team.lead, Member.id, Member.teamId, Member.mentorId, Member.office, Office.id.
-- Team, Member need each other, and MariaDB checks every row at once: set foreign_key_checks to 0 to put the first ones in.
SET NAMES utf8mb4;
SET SESSION sql_mode = REPLACE(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', '');
CREATE TABLE `Team` (
  `id` VARCHAR(255) NOT NULL,
  `lead` VARCHAR(255) NOT NULL,
  `createdAt` VARCHAR(40),
  `updatedAt` VARCHAR(40),
  PRIMARY KEY (`id`),
  CONSTRAINT `Team_lead_key` UNIQUE (`lead`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `Member` (
  `id` VARCHAR(255) NOT NULL,
  `teamId` VARCHAR(255) NOT NULL,
  `mentorId` VARCHAR(255) COMMENT 'Who shows them around',
  `office` VARCHAR(255) COMMENT 'Where they sit',
  `createdAt` VARCHAR(40),
  `updatedAt` VARCHAR(40),
  PRIMARY KEY (`id`),
  CONSTRAINT `Member_office_key` UNIQUE (`office`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE INDEX `Member_teamId` ON `Member` (`teamId`);
CREATE INDEX `Member_mentorId` ON `Member` (`mentorId`);
CREATE TABLE `Office` (
  `id` VARCHAR(255) NOT NULL,
  `room` LONGTEXT NOT NULL,
  `createdAt` VARCHAR(40),
  `updatedAt` VARCHAR(40),
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
ALTER TABLE `Team`
  ADD CONSTRAINT `Team_lead_fkey` FOREIGN KEY (`lead`) REFERENCES `Member` (`id`);
ALTER TABLE `Member`
  ADD CONSTRAINT `Member_teamId_fkey` FOREIGN KEY (`teamId`) REFERENCES `Team` (`id`) ON DELETE CASCADE,
  ADD CONSTRAINT `Member_mentorId_fkey` FOREIGN KEY (`mentorId`) REFERENCES `Member` (`id`) ON DELETE CASCADE,
  ADD CONSTRAINT `Member_office_fkey` FOREIGN KEY (`office`) REFERENCES `Office` (`id`) ON DELETE SET NULL;
