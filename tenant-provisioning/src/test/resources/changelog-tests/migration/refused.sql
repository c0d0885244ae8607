--liquibase formatted sql

--changeset test:one-title
--comment Fits a database without designs; refused where two have the same title.
ALTER TABLE designs ADD UNIQUE KEY designs_title (title);
