-- A profile of somebody whose account is in another service; its id is that service's.
ALTER TABLE users ADD COLUMN is_external BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE personal_access_tokens (
  id SERIAL PRIMARY KEY,
  user_id INTEGER NOT NULL,
  name VARCHAR(60) NOT NULL,
  token_hash VARCHAR(64) NOT NULL,
  scope VARCHAR(5) NOT NULL,
  expires_at TIMESTAMP(6),
  last_used_at TIMESTAMP(6),
  created_at TIMESTAMP(6) NOT NULL DEFAULT NOW(),
  CONSTRAINT ck_personal_access_tokens_scope CHECK (scope IN ('read', 'write'))
);
CREATE UNIQUE INDEX uq_personal_access_tokens_hash ON personal_access_tokens (token_hash);
CREATE INDEX ix_personal_access_tokens_user_id ON personal_access_tokens (user_id);

-- Who somebody is at an OAuth provider. The provider's subject is the key; an e-mail address never is.
CREATE TABLE user_identities (
  provider VARCHAR(20) NOT NULL,
  subject VARCHAR(255) NOT NULL,
  user_id INTEGER NOT NULL,
  created_at TIMESTAMP(6) NOT NULL DEFAULT NOW(),
  PRIMARY KEY (provider, subject)
);
CREATE INDEX ix_user_identities_user_id ON user_identities (user_id);

-- A browser's session that lasts while an external auth server renews it.
CREATE TABLE external_sessions (
  id VARCHAR(64) PRIMARY KEY,
  user_id INTEGER NOT NULL,
  sealed_refresh_token TEXT NOT NULL,
  valid_until TIMESTAMP(6) NOT NULL,
  renewal_started_at TIMESTAMP(6),
  created_at TIMESTAMP(6) NOT NULL DEFAULT NOW()
);
CREATE INDEX ix_external_sessions_valid_until ON external_sessions (valid_until);
