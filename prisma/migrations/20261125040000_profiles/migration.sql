-- What a member says about themselves, and their picture. Without a picture one is drawn from the handle.
ALTER TABLE users
  ADD COLUMN bio VARCHAR(500) NOT NULL DEFAULT '',
  ADD COLUMN links VARCHAR(200)[] NOT NULL DEFAULT '{}',
  ADD COLUMN avatar_key VARCHAR(32),
  ADD CONSTRAINT ck_users_links CHECK (cardinality(links) <= 5);
CREATE UNIQUE INDEX uq_users_avatar_key ON users (avatar_key);

-- Files that belong to no row: not yet, while they are being written, or no longer. The sweep removes what stays here.
CREATE TABLE loose_files (
  storage_key VARCHAR(32) PRIMARY KEY,
  created_at TIMESTAMP(6) NOT NULL DEFAULT NOW()
);
