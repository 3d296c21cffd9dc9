-- Left out, or otherwise in MariaDB:
-- In keys MariaDB gives texts a length: at most 255 characters in Everything.id.
-- The default of Everything.zonedDay is left out: its column in MariaDB cannot hold '2024-02-29+02:00'.
SET NAMES utf8mb4;
SET SESSION sql_mode = REPLACE(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', '');
CREATE TABLE `Everything` (
  `id` VARCHAR(255) NOT NULL,
  `text` LONGTEXT DEFAULT CONVERT(X'69742773205c2022736f22' USING utf8mb4) COMMENT 'A text''s \\ meaning',
  `whole` INT DEFAULT -3,
  `real` DOUBLE DEFAULT 0.1,
  `flag` BOOLEAN DEFAULT TRUE,
  `day` DATE DEFAULT '2024-02-29',
  `zonedDay` DATE,
  `time` TIME(6) DEFAULT '12:30',
  `moment` VARCHAR(40) DEFAULT '2024-05-01T12:00:00.123+02:00',
  `farMoment` VARCHAR(40) DEFAULT '2024-05-01T12:00:00+17:30',
  `stamp` BIGINT DEFAULT -5,
  `email` LONGTEXT DEFAULT 'ada@example.org',
  `url` LONGTEXT,
  `phone` LONGTEXT,
  `address` LONGTEXT DEFAULT '192.0.2.0/24',
  `json` JSON DEFAULT '{"a": "it''s"}',
  `kind` VARCHAR(255) DEFAULT 'BIG' CHECK (`kind` IN ('BIG', 'SMALL')),
  `requiredKind` VARCHAR(255) NOT NULL CHECK (`requiredKind` IN ('BIG', 'SMALL')),
  `kinds` JSON,
  `place` JSON,
  `tags` JSON NOT NULL,
  `large` BIGINT DEFAULT 9007199254740993,
  `exact` DECIMAL(65, 30) DEFAULT 12.5,
  `bytes` LONGBLOB DEFAULT X'00ff',
  `slug` LONGTEXT NOT NULL,
  `createdAt` VARCHAR(40),
  `updatedAt` VARCHAR(40),
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT 'Everything there is; it''s \\\\ "all" of it.';
CREATE INDEX `Everything_bySlug` ON `Everything` (`slug`(255));
