"""The shared record and the tables of every domain

The first release: there are no old rows.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "custody_suite",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("force", sa.Text(), nullable=False),
        sa.Column("station", sa.Text(), nullable=False),
        sa.Column("bureau", sa.Text(), nullable=False),
        sa.Column("designated", sa.Boolean(), nullable=False),
        sa.Column("court", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_suite")),
        sa.UniqueConstraint("code", name=op.f("uq_custody_suite_code")),
        sa.UniqueConstraint("name", name=op.f("uq_custody_suite_name")),
    )
    op.create_table(
        "import_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("started_by", sa.Text(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
    )
    op.create_table(
        "journal_detail",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("values", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("entry_id", "at", name=op.f("pk_journal_detail")),
        postgresql_partition_by="RANGE (at)",
    )
    op.create_table(
        "journal_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column(
            "verb",
            sa.Enum(
                "collected",
                "altered",
                "consulted",
                "disclosed",
                "combined",
                "erased",
                name="verb",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("usecase", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("actor_role", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("row_kind", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=True),
        sa.Column("subjects", postgresql.ARRAY(sa.Uuid()), nullable=True),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", "at", name=op.f("pk_journal_entry")),
        postgresql_partition_by="RANGE (at)",
    )
    op.create_index("ix_journal_entry_actor", "journal_entry", ["actor_id", "at"], unique=False)
    op.create_index("ix_journal_entry_subject", "journal_entry", ["subject_kind", "subject_id", "at"], unique=False)
    op.create_index("ix_journal_entry_subjects", "journal_entry", ["subjects"], unique=False, postgresql_using="gin")
    op.create_table(
        "number_series",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_series")),
        sa.UniqueConstraint("series", "year", name=op.f("uq_number_series_series_year")),
    )
    op.create_table(
        "offence_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("ho_class", sa.Text(), nullable=False),
        sa.Column("notifiable", sa.Boolean(), nullable=False),
        sa.Column("recordable", sa.Boolean(), nullable=False),
        sa.Column("force_local", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column(
            "words", postgresql.TSVECTOR(), sa.Computed("to_tsvector('english', title)", persisted=True), nullable=False
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offence_code")),
    )
    op.create_index(
        "ix_offence_code_code", "offence_code", ["code", "valid_from"], unique=True, postgresql_nulls_not_distinct=True
    )
    op.create_index(
        "ix_offence_code_prefix", "offence_code", ["code"], unique=False, postgresql_ops={"code": "text_pattern_ops"}
    )
    op.create_index("ix_offence_code_words", "offence_code", ["words"], unique=False, postgresql_using="gin")
    op.create_table(
        "reference_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("list_name", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("extra", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_item")),
    )
    op.create_index(
        "ix_reference_item_code",
        "reference_item",
        ["list_name", "code", "valid_from"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "reference_load",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Integer(), nullable=False),
        sa.Column("lists", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_load")),
    )
    op.create_table(
        "seal",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("horizon", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("chained", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_seal")),
    )
    op.create_table(
        "seal_leaf",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("seal", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("leaf", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_seal_leaf")),
    )
    op.create_index("ix_seal_leaf_place", "seal_leaf", ["seal", "place"], unique=False)
    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
    )
    op.create_index("ix_sign_in_attempt_origin", "sign_in_attempt", ["origin", "created_at"], unique=False)
    op.create_index("ix_sign_in_attempt_pair", "sign_in_attempt", ["account", "place", "created_at"], unique=False)
    op.create_table(
        "team",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("name", name=op.f("uq_team_name")),
    )
    op.create_table(
        "user",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("collar_number", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("clearance", sa.Integer(), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disabled_why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("collar_number", name=op.f("uq_user_collar_number")),
        sa.UniqueConstraint("email", name=op.f("uq_user_email")),
    )
    op.create_table(
        "acting_rank",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("authorised_by_id", sa.Uuid(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        sa.Column("approved_by_id", sa.Uuid(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["approved_by_id"], ["user.id"], name=op.f("fk_acting_rank_approved_by_id_user")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], name=op.f("fk_acting_rank_asked_by_id_user")),
        sa.ForeignKeyConstraint(["authorised_by_id"], ["user.id"], name=op.f("fk_acting_rank_authorised_by_id_user")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_acting_rank_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acting_rank")),
    )
    op.create_index(op.f("ix_acting_rank_user_id"), "acting_rank", ["user_id"], unique=False)
    op.create_table(
        "api_token",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_api_token_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("digest", name=op.f("uq_api_token_digest")),
    )
    op.create_index(op.f("ix_api_token_user_id"), "api_token", ["user_id"], unique=False)
    op.create_table(
        "credential",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("password", sa.Text(), nullable=True),
        sa.Column("password_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("one_time_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("second_factor", sa.Text(), nullable=True),
        sa.Column("second_factor_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pin", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_credential_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credential")),
        sa.UniqueConstraint("user_id", name=op.f("uq_credential_user_id")),
    )
    op.create_table(
        "credential_reset",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "password", "authenticator", name="resetkind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("first_half", sa.Text(), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], name=op.f("fk_credential_reset_asked_by_id_user")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_credential_reset_decided_by_id_user")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_credential_reset_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credential_reset")),
    )
    op.create_index(op.f("ix_credential_reset_user_id"), "credential_reset", ["user_id"], unique=False)
    op.create_table(
        "custody_cell",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("suite_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "standard",
                "accessible",
                "detention-room",
                "dry",
                name="cellkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["suite_id"], ["custody_suite.id"], name=op.f("fk_custody_cell_suite_id_custody_suite")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_cell")),
        sa.UniqueConstraint("suite_id", "name", name=op.f("uq_custody_cell_suite_id_name")),
    )
    op.create_table(
        "entity",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("force", sa.Text(), nullable=False),
        sa.Column("retention_group", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("merged_into_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("marking", sa.Integer(), nullable=False),
        sa.Column(
            "handling",
            sa.Enum("P", "C", name="handling", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column(
            "restriction",
            sa.Enum(
                "open",
                "team",
                "named",
                "silent",
                name="restriction",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["merged_into_id"], ["entity.id"], name=op.f("fk_entity_merged_into_id_entity")),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_entity_owner_id_user")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_entity_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entity")),
        sa.UniqueConstraint("reference", name=op.f("uq_entity_reference")),
    )
    op.create_index("ix_entity_kind_created", "entity", ["kind", "created_at", "id"], unique=False)
    op.create_index(op.f("ix_entity_merged_into_id"), "entity", ["merged_into_id"], unique=False)
    op.create_index(op.f("ix_entity_owner_id"), "entity", ["owner_id"], unique=False)
    op.create_table(
        "import_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "loading", "complete", "refused", name="filestate", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("same_as_id", sa.Uuid(), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("rows_done", sa.Integer(), nullable=False),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("duplicate", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["import_run.id"], name=op.f("fk_import_file_run_id_import_run")),
        sa.ForeignKeyConstraint(["same_as_id"], ["import_file.id"], name=op.f("fk_import_file_same_as_id_import_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_file")),
    )
    op.create_index("ix_import_file_content", "import_file", ["sha256"], unique=False)
    op.create_index(op.f("ix_import_file_run_id"), "import_file", ["run_id"], unique=False)
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_recovery_code_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
        sa.UniqueConstraint("digest", name=op.f("uq_recovery_code_digest")),
    )
    op.create_index(op.f("ix_recovery_code_user_id"), "recovery_code", ["user_id"], unique=False)
    op.create_table(
        "reference_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("load_id", sa.Uuid(), nullable=False),
        sa.Column("list_name", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("after", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["load_id"],
            ["reference_load.id"],
            name=op.f("fk_reference_change_load_id_reference_load"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_change")),
    )
    op.create_index("ix_reference_change_item", "reference_change", ["list_name", "code"], unique=False)
    op.create_index(op.f("ix_reference_change_load_id"), "reference_change", ["load_id"], unique=False)
    op.create_table(
        "role_held",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "PC",
                "OIC",
                "SUP",
                "DI",
                "SUPT",
                "CO",
                "DO",
                "HCP",
                "AAC",
                "CB",
                "DISC",
                "EXH",
                "FOR",
                "FCR",
                "WCU",
                "INTM",
                "FIB",
                "SH",
                "DSU",
                "MIS",
                "DPO",
                "PSD",
                "SYS",
                "TRN",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        sa.Column("approved_by_id", sa.Uuid(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["approved_by_id"], ["user.id"], name=op.f("fk_role_held_approved_by_id_user")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], name=op.f("fk_role_held_asked_by_id_user")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_role_held_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_held")),
    )
    op.create_index(op.f("ix_role_held_user_id"), "role_held", ["user_id"], unique=False)
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("network", sa.Text(), nullable=False),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("parked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("parked_page", sa.Text(), nullable=False),
        sa.Column("wrong_pins", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_sign_in_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
    )
    op.create_index(op.f("ix_sign_in_browser"), "sign_in", ["browser"], unique=False)
    op.create_index(op.f("ix_sign_in_user_id"), "sign_in", ["user_id"], unique=False)
    op.create_table(
        "sign_in_challenge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("onward", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("offered_secret", sa.Text(), nullable=False),
        sa.Column("factor_given_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_sign_in_challenge_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_challenge")),
    )
    op.create_index(op.f("ix_sign_in_challenge_user_id"), "sign_in_challenge", ["user_id"], unique=False)
    op.create_table(
        "submission",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=False),
        sa.Column("usecase", sa.Text(), nullable=False),
        sa.Column("contents", sa.Text(), nullable=False),
        sa.Column("result_kind", sa.Text(), nullable=False),
        sa.Column("result_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_submission_actor_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
    )
    op.create_index(op.f("ix_submission_actor_id"), "submission", ["actor_id"], unique=False)
    op.create_table(
        "team_member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("leads", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_team_member_team_id_team")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_team_member_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_member")),
    )
    op.create_index(op.f("ix_team_member_team_id"), "team_member", ["team_id"], unique=False)
    op.create_index(op.f("ix_team_member_user_id"), "team_member", ["user_id"], unique=False)
    op.create_table(
        "used_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_used_code_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_used_code")),
        sa.UniqueConstraint("user_id", "step", name=op.f("uq_used_code_user_id_step")),
    )
    op.create_table(
        "api_token_use",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token_id", sa.Uuid(), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["token_id"], ["api_token.id"], name=op.f("fk_api_token_use_token_id_api_token")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token_use")),
        sa.UniqueConstraint("token_id", name=op.f("uq_api_token_use_token_id")),
    )
    op.create_table(
        "attachment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("scanned_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_attachment_entity_id_entity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_index(op.f("ix_attachment_entity_id"), "attachment", ["entity_id"], unique=False)
    op.create_index(op.f("ix_attachment_sha256"), "attachment", ["sha256"], unique=False)
    op.create_table(
        "case",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("urn", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "submitted",
                "awaiting-court",
                "closed",
                name="casestatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "anticipated_plea",
            sa.Enum(
                "unknown", "guilty", "not-guilty", name="plea", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("court", sa.Text(), nullable=False),
        sa.Column("first_hearing_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("markers", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("enclosures", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["entity.id"], name=op.f("fk_case_id_entity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
        sa.UniqueConstraint("urn", name=op.f("uq_case_urn")),
    )
    op.create_table(
        "import_row",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "created",
                "updated",
                "unchanged",
                "duplicate",
                "rejected",
                name="verdict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("entity_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("raw", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["file_id"], ["import_file.id"], name=op.f("fk_import_row_file_id_import_file")),
        sa.PrimaryKeyConstraint("file_id", "row", name=op.f("pk_import_row")),
    )
    op.create_index(
        "ix_import_row_entity", "import_row", ["entity_id"], unique=False, postgresql_where="entity_id IS NOT NULL"
    )
    op.create_table(
        "link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("strength", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("known_from_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["from_id"], ["entity.id"], name=op.f("fk_link_from_id_entity")),
        sa.ForeignKeyConstraint(["known_from_id"], ["entity.id"], name=op.f("fk_link_known_from_id_entity")),
        sa.ForeignKeyConstraint(["to_id"], ["entity.id"], name=op.f("fk_link_to_id_entity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
    )
    op.create_index(op.f("ix_link_from_id"), "link", ["from_id"], unique=False)
    op.create_index("ix_link_to", "link", ["to_id"], unique=False)
    op.create_table(
        "log_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_log_entry_author_id_user")),
        sa.ForeignKeyConstraint(["corrects_id"], ["log_entry.id"], name=op.f("fk_log_entry_corrects_id_log_entry")),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_log_entry_entity_id_entity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_entry")),
    )
    op.create_index(op.f("ix_log_entry_author_id"), "log_entry", ["author_id"], unique=False)
    op.create_index("ix_log_entry_of", "log_entry", ["entity_id", "at"], unique=False)
    op.create_table(
        "organisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column(
            "words",
            postgresql.TSVECTOR(),
            sa.Computed(
                "to_tsvector('simple'::regconfig, translate(name || ' ' || number, '/+-.,;:()@_#&', '             '))",
                persisted=True,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["id"], ["entity.id"], name=op.f("fk_organisation_id_entity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    op.create_index("ix_organisation_words", "organisation", ["words"], unique=False, postgresql_using="gin")
    op.create_table(
        "place",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("uprn", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Numeric(precision=9, scale=6), nullable=True),
        sa.Column("longitude", sa.Numeric(precision=9, scale=6), nullable=True),
        sa.Column("lsoa", sa.Text(), nullable=False),
        sa.Column(
            "words",
            postgresql.TSVECTOR(),
            sa.Computed(
                "to_tsvector('simple'::regconfig, translate(address || ' ' || postcode || ' ' || replace(postcode, ' ', ''), '/+-.,;:()@_#&', '             '))",
                persisted=True,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["id"], ["entity.id"], name=op.f("fk_place_id_entity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
    )
    op.create_index("ix_place_point", "place", ["latitude", "longitude"], unique=False)
    op.create_index(op.f("ix_place_postcode"), "place", ["postcode"], unique=False)
    op.create_index("ix_place_words", "place", ["words"], unique=False, postgresql_using="gin")
    op.create_table(
        "printing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("printed_by_id", sa.Uuid(), nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("working_copy", sa.Boolean(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_printing_entity_id_entity")),
        sa.ForeignKeyConstraint(["printed_by_id"], ["user.id"], name=op.f("fk_printing_printed_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printing")),
    )
    op.create_index("ix_printing_of", "printing", ["entity_id", "printed_at", "id"], unique=False)
    op.create_index(op.f("ix_printing_printed_by_id"), "printing", ["printed_by_id"], unique=False)
    op.create_index(op.f("ix_printing_sha256"), "printing", ["sha256"], unique=False)
    op.create_table(
        "restriction_grant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("granted_by_id", sa.Uuid(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_restriction_grant_entity_id_entity")),
        sa.ForeignKeyConstraint(["granted_by_id"], ["user.id"], name=op.f("fk_restriction_grant_granted_by_id_user")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_restriction_grant_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restriction_grant")),
    )
    op.create_index(
        "ix_restriction_grant_live",
        "restriction_grant",
        ["entity_id", "user_id"],
        unique=False,
        postgresql_where="withdrawn_at IS NULL",
    )
    op.create_index(op.f("ix_restriction_grant_user_id"), "restriction_grant", ["user_id"], unique=False)
    op.create_table(
        "task",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column(
            "urgency",
            sa.Enum("routine", "urgent", name="taskurgency", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("assignee_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("raised_by_id", sa.Uuid(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Uuid(), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["assignee_id"], ["user.id"], name=op.f("fk_task_assignee_id_user")),
        sa.ForeignKeyConstraint(["done_by_id"], ["user.id"], name=op.f("fk_task_done_by_id_user")),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_task_entity_id_entity")),
        sa.ForeignKeyConstraint(["raised_by_id"], ["user.id"], name=op.f("fk_task_raised_by_id_user")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_task_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    op.create_index(op.f("ix_task_entity_id"), "task", ["entity_id"], unique=False)
    op.create_index("ix_task_open", "task", ["assignee_id", "due_at"], unique=False, postgresql_where="done_at IS NULL")
    op.create_index(op.f("ix_task_raised_by_id"), "task", ["raised_by_id"], unique=False)
    op.create_index(op.f("ix_task_team_id"), "task", ["team_id"], unique=False)
    op.create_table(
        "thing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "thing_kind",
            sa.Enum(
                "vehicle",
                "phone",
                "account",
                "device",
                "document",
                "weapon",
                "drug",
                "property",
                name="thingkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column(
            "words",
            postgresql.TSVECTOR(),
            sa.Computed(
                "to_tsvector('simple'::regconfig, translate(number || ' ' || description, '/+-.,;:()@_#&', '             '))",
                persisted=True,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["id"], ["entity.id"], name=op.f("fk_thing_id_entity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thing")),
    )
    op.create_index("ix_thing_number", "thing", ["thing_kind", "number"], unique=False)
    op.create_index("ix_thing_words", "thing", ["words"], unique=False, postgresql_using="gin")
    op.create_table(
        "case_form",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("mg5", "mg6", name="formkind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("fields", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=False),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("locked_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_form_case_id_case")),
        sa.ForeignKeyConstraint(["locked_by_id"], ["user.id"], name=op.f("fk_case_form_locked_by_id_user")),
        sa.ForeignKeyConstraint(["written_by_id"], ["user.id"], name=op.f("fk_case_form_written_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_form")),
        sa.UniqueConstraint("case_id", "kind", "number", name=op.f("uq_case_form_case_id_kind_number")),
    )
    op.create_index(op.f("ix_case_form_written_by_id"), "case_form", ["written_by_id"], unique=False)
    op.create_table(
        "event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("occurred_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("occurred_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("place_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["entity.id"], name=op.f("fk_event_id_entity")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_event_place_id_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index("ix_event_occurred", "event", ["occurred_from", "id"], unique=False)
    op.create_index(op.f("ix_event_place_id"), "event", ["place_id"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("given_names", sa.Text(), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column(
            "born_precision",
            sa.Enum(
                "day", "month", "year", "circa", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "sex",
            sa.Enum("female", "male", "unknown", name="sex", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("gender_identity", sa.Text(), nullable=False),
        sa.Column("self_defined_ethnicity", sa.Text(), nullable=False),
        sa.Column("officer_defined_ethnicity", sa.Text(), nullable=False),
        sa.Column("nationality", sa.Text(), nullable=False),
        sa.Column("first_language", sa.Text(), nullable=False),
        sa.Column("interpreter_needed", sa.Boolean(), nullable=True),
        sa.Column("occupation", sa.Text(), nullable=False),
        sa.Column("religion", sa.Text(), nullable=False),
        sa.Column("disability", sa.Text(), nullable=False),
        sa.Column("died_on", sa.Date(), nullable=True),
        sa.Column("photograph_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["entity.id"], name=op.f("fk_person_id_entity")),
        sa.ForeignKeyConstraint(["photograph_id"], ["attachment.id"], name=op.f("fk_person_photograph_id_attachment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_table(
        "crime",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "reported",
                "recorded",
                "allocated",
                "under-investigation",
                "with-cps",
                "charged",
                "awaiting-court",
                "finalised",
                "cancelled",
                name="crimestatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("notifiable", sa.Boolean(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("offence_code", sa.Text(), nullable=False),
        sa.Column("offence_title", sa.Text(), nullable=False),
        sa.Column("ho_class", sa.Text(), nullable=False),
        sa.Column(
            "occurred_precision",
            sa.Enum(
                "day", "month", "year", "circa", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "basis",
            sa.Enum("victim-based", "state-based", name="basis", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column(
            "channel",
            sa.Enum(
                "emergency-call",
                "call",
                "counter",
                "online",
                "officer",
                "partner",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("modus_operandi", sa.Text(), nullable=False),
        sa.Column("officer_in_case_id", sa.Uuid(), nullable=True),
        sa.Column("outcome_code", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("outcome_on", sa.Date(), nullable=True),
        sa.Column("published_id", sa.Text(), nullable=True),
        sa.Column("published_row", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["event.id"], name=op.f("fk_crime_id_event")),
        sa.ForeignKeyConstraint(["officer_in_case_id"], ["user.id"], name=op.f("fk_crime_officer_in_case_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crime")),
    )
    op.create_index(
        "ix_crime_officer",
        "crime",
        ["officer_in_case_id"],
        unique=False,
        postgresql_where="officer_in_case_id IS NOT NULL",
    )
    op.create_index(
        "ix_crime_published_id", "crime", ["published_id"], unique=True, postgresql_where="published_id IS NOT NULL"
    )
    op.create_index(
        "ix_crime_published_row", "crime", ["published_row"], unique=True, postgresql_where="published_row IS NOT NULL"
    )
    op.create_index("ix_crime_status", "crime", ["status", "id"], unique=False)
    op.create_table(
        "defendant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("charged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bailed_to", sa.DateTime(timezone=True), nullable=True),
        sa.Column("court", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_defendant_case_id_case")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_defendant_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_defendant")),
        sa.UniqueConstraint("case_id", "person_id", name=op.f("uq_defendant_case_id_person_id")),
    )
    op.create_index(op.f("ix_defendant_person_id"), "defendant", ["person_id"], unique=False)
    op.create_table(
        "detention",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("suite_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("described_as", sa.Text(), nullable=False),
        sa.Column("attended_voluntarily", sa.Boolean(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("arrested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("arrest_place", sa.Text(), nullable=False),
        sa.Column("arrest_power", sa.Text(), nullable=False),
        sa.Column("arrest_reason", sa.Text(), nullable=False),
        sa.Column("arrested_by_id", sa.Uuid(), nullable=True),
        sa.Column("necessity", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("authorised_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("authorised_by_id", sa.Uuid(), nullable=True),
        sa.Column("grounds", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("grounds_reason", sa.Text(), nullable=False),
        sa.Column("detainee_comments", sa.Text(), nullable=False),
        sa.Column("no_sergeant_why", sa.Text(), nullable=False),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused_why", sa.Text(), nullable=False),
        sa.Column("cell_id", sa.Uuid(), nullable=True),
        sa.Column("rights_given_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("charged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("charged_by_id", sa.Uuid(), nullable=True),
        sa.Column("asn", sa.Text(), nullable=False),
        sa.Column("court", sa.Text(), nullable=False),
        sa.Column("court_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("bailed", sa.Boolean(), nullable=True),
        sa.Column("bail_conditions", sa.Text(), nullable=False),
        sa.Column("bail_refused_because", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("bail_refused_reason", sa.Text(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by_id", sa.Uuid(), nullable=True),
        sa.Column(
            "disposal",
            sa.Enum(
                "refused",
                "no-further-action",
                "under-investigation",
                "charged-and-bailed",
                "charged-and-kept",
                name="disposal",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(["arrested_by_id"], ["user.id"], name=op.f("fk_detention_arrested_by_id_user")),
        sa.ForeignKeyConstraint(["authorised_by_id"], ["user.id"], name=op.f("fk_detention_authorised_by_id_user")),
        sa.ForeignKeyConstraint(["cell_id"], ["custody_cell.id"], name=op.f("fk_detention_cell_id_custody_cell")),
        sa.ForeignKeyConstraint(["charged_by_id"], ["user.id"], name=op.f("fk_detention_charged_by_id_user")),
        sa.ForeignKeyConstraint(["id"], ["event.id"], name=op.f("fk_detention_id_event")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_detention_person_id_person")),
        sa.ForeignKeyConstraint(["released_by_id"], ["user.id"], name=op.f("fk_detention_released_by_id_user")),
        sa.ForeignKeyConstraint(["suite_id"], ["custody_suite.id"], name=op.f("fk_detention_suite_id_custody_suite")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_detention")),
    )
    op.create_index(
        "ix_detention_held", "detention", ["suite_id"], unique=False, postgresql_where=sa.text("released_at IS NULL")
    )
    op.create_index(op.f("ix_detention_person_id"), "detention", ["person_id"], unique=False)
    op.create_table(
        "intelligence_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "requires-assessment", "released", name="state", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("information_on", sa.Date(), nullable=False),
        sa.Column(
            "source_type",
            sa.Enum(
                "officer",
                "public",
                "anonymous",
                "partner",
                "technical",
                "confidential",
                name="sourcetype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("source_reference", sa.Text(), nullable=False),
        sa.Column("provenance", sa.Text(), nullable=False),
        sa.Column(
            "priority",
            sa.Enum("high", "medium", "low", name="priority", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "purpose",
            sa.Enum(
                "protect",
                "order",
                "prevent",
                "justice",
                "duty",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("risk", sa.Text(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_by_id", sa.Uuid(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by_id", sa.Uuid(), nullable=True),
        sa.Column("release_note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["event.id"], name=op.f("fk_intelligence_report_id_event")),
        sa.ForeignKeyConstraint(
            ["released_by_id"], ["user.id"], name=op.f("fk_intelligence_report_released_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"], ["user.id"], name=op.f("fk_intelligence_report_submitted_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intelligence_report")),
    )
    op.create_index(
        op.f("ix_intelligence_report_submitted_by_id"), "intelligence_report", ["submitted_by_id"], unique=False
    )
    op.create_table(
        "involvement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "victim",
                "witness",
                "suspect",
                "reported-by",
                "detainee",
                "subject",
                "searched",
                "appropriate-adult",
                "other",
                name="part",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_involvement_event_id_event")),
        sa.ForeignKeyConstraint(["party_id"], ["entity.id"], name=op.f("fk_involvement_party_id_entity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_involvement")),
        sa.UniqueConstraint("party_id", "event_id", "part", name=op.f("uq_involvement_party_id_event_id_part")),
    )
    op.create_index("ix_involvement_event", "involvement", ["event_id", "part"], unique=False)
    op.create_index(op.f("ix_involvement_party_id"), "involvement", ["party_id"], unique=False)
    op.create_table(
        "offence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "suspected",
                "arrested",
                "charged",
                "prosecuted",
                "resulted",
                "ended",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("crime_id", sa.Uuid(), nullable=True),
        sa.Column("detention_id", sa.Uuid(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("committed_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("committed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("arrested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("charged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("charged_by_id", sa.Uuid(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("resulted_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_offence_case_id_case")),
        sa.ForeignKeyConstraint(["charged_by_id"], ["user.id"], name=op.f("fk_offence_charged_by_id_user")),
        sa.ForeignKeyConstraint(["crime_id"], ["event.id"], name=op.f("fk_offence_crime_id_event")),
        sa.ForeignKeyConstraint(["detention_id"], ["event.id"], name=op.f("fk_offence_detention_id_event")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_offence_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offence")),
    )
    op.create_index(op.f("ix_offence_case_id"), "offence", ["case_id"], unique=False)
    op.create_index(op.f("ix_offence_crime_id"), "offence", ["crime_id"], unique=False)
    op.create_index(op.f("ix_offence_detention_id"), "offence", ["detention_id"], unique=False)
    op.create_index(op.f("ix_offence_person_id"), "offence", ["person_id"], unique=False)
    op.create_table(
        "person_birth",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=False),
        sa.Column(
            "precision",
            sa.Enum(
                "day", "month", "year", "circa", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_birth_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_birth")),
    )
    op.create_index(op.f("ix_person_birth_person_id"), "person_birth", ["person_id"], unique=False)
    op.create_table(
        "person_description",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("height_cm", sa.Integer(), nullable=True),
        sa.Column("weight_kg", sa.Numeric(), nullable=True),
        sa.Column("build", sa.Text(), nullable=False),
        sa.Column("hair", sa.Text(), nullable=False),
        sa.Column("eyes", sa.Text(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=False),
        sa.Column("described_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_description_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_description")),
    )
    op.create_index(op.f("ix_person_description_person_id"), "person_description", ["person_id"], unique=False)
    op.create_table(
        "person_distinction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("one_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("judged_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["judged_by_id"], ["user.id"], name=op.f("fk_person_distinction_judged_by_id_user")),
        sa.ForeignKeyConstraint(["one_id"], ["person.id"], name=op.f("fk_person_distinction_one_id_person")),
        sa.ForeignKeyConstraint(["other_id"], ["person.id"], name=op.f("fk_person_distinction_other_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_distinction")),
    )
    op.create_index(op.f("ix_person_distinction_judged_by_id"), "person_distinction", ["judged_by_id"], unique=False)
    op.create_index(op.f("ix_person_distinction_one_id"), "person_distinction", ["one_id"], unique=False)
    op.create_index(op.f("ix_person_distinction_other_id"), "person_distinction", ["other_id"], unique=False)
    op.create_table(
        "person_identifier",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "pncid",
                "cro",
                "driver-number",
                "ni-number",
                "passport",
                "phone",
                "email",
                "handle",
                name="identifierkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_identifier_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_identifier")),
    )
    op.create_index("ix_person_identifier_kind_value", "person_identifier", ["kind", "value"], unique=False)
    op.create_index(op.f("ix_person_identifier_person_id"), "person_identifier", ["person_id"], unique=False)
    op.create_table(
        "person_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("keys", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_key_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_key")),
        sa.UniqueConstraint("person_id", name=op.f("uq_person_key_person_id")),
    )
    op.create_index(
        "ix_person_key_keys",
        "person_key",
        ["keys"],
        unique=False,
        postgresql_using="gin",
        postgresql_with={"fastupdate": "off"},
    )
    op.create_table(
        "person_marker",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_marker_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_marker")),
    )
    op.create_index(op.f("ix_person_marker_person_id"), "person_marker", ["person_id"], unique=False)
    op.create_table(
        "person_name",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "legal",
                "birth",
                "alias",
                "nickname",
                "former",
                name="namekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("given_names", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_name_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_name")),
    )
    op.create_index(op.f("ix_person_name_person_id"), "person_name", ["person_id"], unique=False)
    op.create_table(
        "person_photograph",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attachment_id", sa.Uuid(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retention_basis", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_person_photograph_attachment_id_attachment")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_photograph_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_photograph")),
    )
    op.create_index(op.f("ix_person_photograph_person_id"), "person_photograph", ["person_id"], unique=False)
    op.create_table(
        "person_residence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("place_id", sa.Uuid(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_residence_person_id_person")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_person_residence_place_id_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_residence")),
    )
    op.create_index(op.f("ix_person_residence_person_id"), "person_residence", ["person_id"], unique=False)
    op.create_index(op.f("ix_person_residence_place_id"), "person_residence", ["place_id"], unique=False)
    op.create_index(op.f("ix_person_residence_postcode"), "person_residence", ["postcode"], unique=False)
    op.create_table(
        "stop_search",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "search_type",
            sa.Enum(
                "Person search",
                "Vehicle search",
                "Person and Vehicle search",
                name="searchtype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("in_operation", sa.Boolean(), nullable=True),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("gender", sa.Text(), nullable=False),
        sa.Column("age_range", sa.Text(), nullable=False),
        sa.Column("self_defined_ethnicity", sa.Text(), nullable=False),
        sa.Column("officer_defined_ethnicity", sa.Text(), nullable=False),
        sa.Column("legislation", sa.Text(), nullable=False),
        sa.Column("searched_for", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("outcome_linked", sa.Boolean(), nullable=True),
        sa.Column("more_than_outer_clothing", sa.Boolean(), nullable=True),
        sa.Column("published_row", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["event.id"], name=op.f("fk_stop_search_id_event")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stop_search")),
    )
    op.create_index(
        "ix_stop_search_published_row",
        "stop_search",
        ["published_row"],
        unique=True,
        postgresql_where="published_row IS NOT NULL",
    )
    op.create_table(
        "crime_flag",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("flag", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_crime_flag_crime_id_crime")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crime_flag")),
    )
    op.create_index(op.f("ix_crime_flag_crime_id"), "crime_flag", ["crime_id"], unique=False)
    op.create_table(
        "crime_outcome",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column(
            "decided_precision",
            sa.Enum(
                "day", "month", "year", "circa", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("suspect_id", sa.Uuid(), nullable=True),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("decision_reference", sa.Text(), nullable=False),
        sa.Column("victim_told_on", sa.Date(), nullable=True),
        sa.Column("victim_supports", sa.Boolean(), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("signed_off_by_id", sa.Uuid(), nullable=True),
        sa.Column("in_force_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_crime_outcome_crime_id_crime")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_crime_outcome_decided_by_id_user")),
        sa.ForeignKeyConstraint(["signed_off_by_id"], ["user.id"], name=op.f("fk_crime_outcome_signed_off_by_id_user")),
        sa.ForeignKeyConstraint(["suspect_id"], ["person.id"], name=op.f("fk_crime_outcome_suspect_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crime_outcome")),
    )
    op.create_index(op.f("ix_crime_outcome_crime_id"), "crime_outcome", ["crime_id"], unique=False)
    op.create_table(
        "crime_recording_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("rule_edition", sa.Text(), nullable=False),
        sa.Column("rule_text", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_crime_recording_decision_crime_id_crime")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user.id"], name=op.f("fk_crime_recording_decision_decided_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crime_recording_decision")),
    )
    op.create_index(
        op.f("ix_crime_recording_decision_crime_id"), "crime_recording_decision", ["crime_id"], unique=False
    )
    op.create_index(
        op.f("ix_crime_recording_decision_decided_by_id"), "crime_recording_decision", ["decided_by_id"], unique=False
    )
    op.create_table(
        "custody_cell_stay",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cell_id", sa.Uuid(), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cell_id"], ["custody_cell.id"], name=op.f("fk_custody_cell_stay_cell_id_custody_cell")
        ),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_cell_stay_detention_id_detention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_cell_stay")),
    )
    op.create_index(op.f("ix_custody_cell_stay_cell_id"), "custody_cell_stay", ["cell_id"], unique=False)
    op.create_index(op.f("ix_custody_cell_stay_detention_id"), "custody_cell_stay", ["detention_id"], unique=False)
    op.create_table(
        "custody_review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column(
            "method",
            sa.Enum(
                "in-person",
                "live-link",
                "telephone",
                name="reviewmethod",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("remote_why", sa.Text(), nullable=False),
        sa.Column("detainee_said", sa.Text(), nullable=False),
        sa.Column("solicitor_said", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("after_charge", sa.Boolean(), nullable=False),
        sa.Column("postponed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("postponed_because", sa.Text(), nullable=False),
        sa.Column("postponed_reason", sa.Text(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_review_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_review_detention_id_detention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_review")),
    )
    op.create_index(op.f("ix_custody_review_by_id"), "custody_review", ["by_id"], unique=False)
    op.create_index(op.f("ix_custody_review_detention_id"), "custody_review", ["detention_id"], unique=False)
    op.create_index(
        "ix_custody_review_open", "custody_review", ["detention_id"], unique=True, postgresql_where="held_at IS NULL"
    )
    op.create_table(
        "custody_right",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "someone-informed",
                "legal-advice",
                "codes-of-practice",
                name="rightkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offered_by_id", sa.Uuid(), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("met_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_right_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(["offered_by_id"], ["user.id"], name=op.f("fk_custody_right_offered_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_right")),
    )
    op.create_index(op.f("ix_custody_right_detention_id"), "custody_right", ["detention_id"], unique=False)
    op.create_index(op.f("ix_custody_right_offered_by_id"), "custody_right", ["offered_by_id"], unique=False)
    op.create_table(
        "detention_fact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("details", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_detention_fact_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_detention_fact_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["detention_fact.id"], name=op.f("fk_detention_fact_replaces_id_detention_fact")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_detention_fact")),
    )
    op.create_index(op.f("ix_detention_fact_by_id"), "detention_fact", ["by_id"], unique=False)
    op.create_index("ix_detention_fact_of", "detention_fact", ["detention_id", "at"], unique=False)
    op.create_table(
        "intelligence_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["intelligence_report.id"], name=op.f("fk_intelligence_item_report_id_intelligence_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intelligence_item")),
    )
    op.create_index(op.f("ix_intelligence_item_report_id"), "intelligence_item", ["report_id"], unique=False)
    op.create_table(
        "suspect_status",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_suspect_status_crime_id_crime")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_suspect_status_person_id_person")),
        sa.ForeignKeyConstraint(["set_by_id"], ["user.id"], name=op.f("fk_suspect_status_set_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspect_status")),
    )
    op.create_index(op.f("ix_suspect_status_crime_id"), "suspect_status", ["crime_id"], unique=False)
    op.create_index(op.f("ix_suspect_status_person_id"), "suspect_status", ["person_id"], unique=False)
    op.create_index(op.f("ix_suspect_status_set_by_id"), "suspect_status", ["set_by_id"], unique=False)
    op.create_table(
        "custody_right_action",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("right_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_right_action_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_right_action_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(
            ["right_id"], ["custody_right.id"], name=op.f("fk_custody_right_action_right_id_custody_right")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_right_action")),
    )
    op.create_index(op.f("ix_custody_right_action_by_id"), "custody_right_action", ["by_id"], unique=False)
    op.create_index(
        op.f("ix_custody_right_action_detention_id"), "custody_right_action", ["detention_id"], unique=False
    )
    op.create_index(op.f("ix_custody_right_action_right_id"), "custody_right_action", ["right_id"], unique=False)
    op.create_table(
        "intelligence_grading",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("graded_by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "source",
            sa.Enum("1", "2", "3", name="sourceevaluation", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("source_reason", sa.Text(), nullable=False),
        sa.Column(
            "assessment",
            sa.Enum("A", "B", "C", "D", "E", name="assessment", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("assessment_reason", sa.Text(), nullable=False),
        sa.Column(
            "handling",
            sa.Enum("P", "C", name="handling", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("instructions", sa.Text(), nullable=False),
        sa.Column(
            "action_code",
            sa.Enum("A1", "A2", "A3", name="actioncode", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("usage", sa.Text(), nullable=False),
        sa.Column(
            "sanitisation",
            sa.Enum("S1", "S2", name="sanitisation", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(["graded_by_id"], ["user.id"], name=op.f("fk_intelligence_grading_graded_by_id_user")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["intelligence_item.id"], name=op.f("fk_intelligence_grading_item_id_intelligence_item")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["intelligence_report.id"],
            name=op.f("fk_intelligence_grading_report_id_intelligence_report"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intelligence_grading")),
    )
    op.create_index(
        op.f("ix_intelligence_grading_graded_by_id"), "intelligence_grading", ["graded_by_id"], unique=False
    )
    op.create_index(op.f("ix_intelligence_grading_item_id"), "intelligence_grading", ["item_id"], unique=False)
    op.create_index(op.f("ix_intelligence_grading_report_id"), "intelligence_grading", ["report_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_intelligence_grading_report_id"), table_name="intelligence_grading")
    op.drop_index(op.f("ix_intelligence_grading_item_id"), table_name="intelligence_grading")
    op.drop_index(op.f("ix_intelligence_grading_graded_by_id"), table_name="intelligence_grading")
    op.drop_table("intelligence_grading")
    op.drop_index(op.f("ix_custody_right_action_right_id"), table_name="custody_right_action")
    op.drop_index(op.f("ix_custody_right_action_detention_id"), table_name="custody_right_action")
    op.drop_index(op.f("ix_custody_right_action_by_id"), table_name="custody_right_action")
    op.drop_table("custody_right_action")
    op.drop_index(op.f("ix_suspect_status_set_by_id"), table_name="suspect_status")
    op.drop_index(op.f("ix_suspect_status_person_id"), table_name="suspect_status")
    op.drop_index(op.f("ix_suspect_status_crime_id"), table_name="suspect_status")
    op.drop_table("suspect_status")
    op.drop_index(op.f("ix_intelligence_item_report_id"), table_name="intelligence_item")
    op.drop_table("intelligence_item")
    op.drop_index("ix_detention_fact_of", table_name="detention_fact")
    op.drop_index(op.f("ix_detention_fact_by_id"), table_name="detention_fact")
    op.drop_table("detention_fact")
    op.drop_index(op.f("ix_custody_right_offered_by_id"), table_name="custody_right")
    op.drop_index(op.f("ix_custody_right_detention_id"), table_name="custody_right")
    op.drop_table("custody_right")
    op.drop_index("ix_custody_review_open", table_name="custody_review", postgresql_where="held_at IS NULL")
    op.drop_index(op.f("ix_custody_review_detention_id"), table_name="custody_review")
    op.drop_index(op.f("ix_custody_review_by_id"), table_name="custody_review")
    op.drop_table("custody_review")
    op.drop_index(op.f("ix_custody_cell_stay_detention_id"), table_name="custody_cell_stay")
    op.drop_index(op.f("ix_custody_cell_stay_cell_id"), table_name="custody_cell_stay")
    op.drop_table("custody_cell_stay")
    op.drop_index(op.f("ix_crime_recording_decision_decided_by_id"), table_name="crime_recording_decision")
    op.drop_index(op.f("ix_crime_recording_decision_crime_id"), table_name="crime_recording_decision")
    op.drop_table("crime_recording_decision")
    op.drop_index(op.f("ix_crime_outcome_crime_id"), table_name="crime_outcome")
    op.drop_table("crime_outcome")
    op.drop_index(op.f("ix_crime_flag_crime_id"), table_name="crime_flag")
    op.drop_table("crime_flag")
    op.drop_index(
        "ix_stop_search_published_row", table_name="stop_search", postgresql_where="published_row IS NOT NULL"
    )
    op.drop_table("stop_search")
    op.drop_index(op.f("ix_person_residence_postcode"), table_name="person_residence")
    op.drop_index(op.f("ix_person_residence_place_id"), table_name="person_residence")
    op.drop_index(op.f("ix_person_residence_person_id"), table_name="person_residence")
    op.drop_table("person_residence")
    op.drop_index(op.f("ix_person_photograph_person_id"), table_name="person_photograph")
    op.drop_table("person_photograph")
    op.drop_index(op.f("ix_person_name_person_id"), table_name="person_name")
    op.drop_table("person_name")
    op.drop_index(op.f("ix_person_marker_person_id"), table_name="person_marker")
    op.drop_table("person_marker")
    op.drop_index(
        "ix_person_key_keys", table_name="person_key", postgresql_using="gin", postgresql_with={"fastupdate": "off"}
    )
    op.drop_table("person_key")
    op.drop_index(op.f("ix_person_identifier_person_id"), table_name="person_identifier")
    op.drop_index("ix_person_identifier_kind_value", table_name="person_identifier")
    op.drop_table("person_identifier")
    op.drop_index(op.f("ix_person_distinction_other_id"), table_name="person_distinction")
    op.drop_index(op.f("ix_person_distinction_one_id"), table_name="person_distinction")
    op.drop_index(op.f("ix_person_distinction_judged_by_id"), table_name="person_distinction")
    op.drop_table("person_distinction")
    op.drop_index(op.f("ix_person_description_person_id"), table_name="person_description")
    op.drop_table("person_description")
    op.drop_index(op.f("ix_person_birth_person_id"), table_name="person_birth")
    op.drop_table("person_birth")
    op.drop_index(op.f("ix_offence_person_id"), table_name="offence")
    op.drop_index(op.f("ix_offence_detention_id"), table_name="offence")
    op.drop_index(op.f("ix_offence_crime_id"), table_name="offence")
    op.drop_index(op.f("ix_offence_case_id"), table_name="offence")
    op.drop_table("offence")
    op.drop_index(op.f("ix_involvement_party_id"), table_name="involvement")
    op.drop_index("ix_involvement_event", table_name="involvement")
    op.drop_table("involvement")
    op.drop_index(op.f("ix_intelligence_report_submitted_by_id"), table_name="intelligence_report")
    op.drop_table("intelligence_report")
    op.drop_index(op.f("ix_detention_person_id"), table_name="detention")
    op.drop_index("ix_detention_held", table_name="detention", postgresql_where=sa.text("released_at IS NULL"))
    op.drop_table("detention")
    op.drop_index(op.f("ix_defendant_person_id"), table_name="defendant")
    op.drop_table("defendant")
    op.drop_index("ix_crime_status", table_name="crime")
    op.drop_index("ix_crime_published_row", table_name="crime", postgresql_where="published_row IS NOT NULL")
    op.drop_index("ix_crime_published_id", table_name="crime", postgresql_where="published_id IS NOT NULL")
    op.drop_index("ix_crime_officer", table_name="crime", postgresql_where="officer_in_case_id IS NOT NULL")
    op.drop_table("crime")
    op.drop_table("person")
    op.drop_index(op.f("ix_event_place_id"), table_name="event")
    op.drop_index("ix_event_occurred", table_name="event")
    op.drop_table("event")
    op.drop_index(op.f("ix_case_form_written_by_id"), table_name="case_form")
    op.drop_table("case_form")
    op.drop_index("ix_thing_words", table_name="thing", postgresql_using="gin")
    op.drop_index("ix_thing_number", table_name="thing")
    op.drop_table("thing")
    op.drop_index(op.f("ix_task_team_id"), table_name="task")
    op.drop_index(op.f("ix_task_raised_by_id"), table_name="task")
    op.drop_index("ix_task_open", table_name="task", postgresql_where="done_at IS NULL")
    op.drop_index(op.f("ix_task_entity_id"), table_name="task")
    op.drop_table("task")
    op.drop_index(op.f("ix_restriction_grant_user_id"), table_name="restriction_grant")
    op.drop_index("ix_restriction_grant_live", table_name="restriction_grant", postgresql_where="withdrawn_at IS NULL")
    op.drop_table("restriction_grant")
    op.drop_index(op.f("ix_printing_sha256"), table_name="printing")
    op.drop_index(op.f("ix_printing_printed_by_id"), table_name="printing")
    op.drop_index("ix_printing_of", table_name="printing")
    op.drop_table("printing")
    op.drop_index("ix_place_words", table_name="place", postgresql_using="gin")
    op.drop_index(op.f("ix_place_postcode"), table_name="place")
    op.drop_index("ix_place_point", table_name="place")
    op.drop_table("place")
    op.drop_index("ix_organisation_words", table_name="organisation", postgresql_using="gin")
    op.drop_table("organisation")
    op.drop_index("ix_log_entry_of", table_name="log_entry")
    op.drop_index(op.f("ix_log_entry_author_id"), table_name="log_entry")
    op.drop_table("log_entry")
    op.drop_index("ix_link_to", table_name="link")
    op.drop_index(op.f("ix_link_from_id"), table_name="link")
    op.drop_table("link")
    op.drop_index("ix_import_row_entity", table_name="import_row", postgresql_where="entity_id IS NOT NULL")
    op.drop_table("import_row")
    op.drop_table("case")
    op.drop_index(op.f("ix_attachment_sha256"), table_name="attachment")
    op.drop_index(op.f("ix_attachment_entity_id"), table_name="attachment")
    op.drop_table("attachment")
    op.drop_table("api_token_use")
    op.drop_table("used_code")
    op.drop_index(op.f("ix_team_member_user_id"), table_name="team_member")
    op.drop_index(op.f("ix_team_member_team_id"), table_name="team_member")
    op.drop_table("team_member")
    op.drop_index(op.f("ix_submission_actor_id"), table_name="submission")
    op.drop_table("submission")
    op.drop_index(op.f("ix_sign_in_challenge_user_id"), table_name="sign_in_challenge")
    op.drop_table("sign_in_challenge")
    op.drop_index(op.f("ix_sign_in_user_id"), table_name="sign_in")
    op.drop_index(op.f("ix_sign_in_browser"), table_name="sign_in")
    op.drop_table("sign_in")
    op.drop_index(op.f("ix_role_held_user_id"), table_name="role_held")
    op.drop_table("role_held")
    op.drop_index(op.f("ix_reference_change_load_id"), table_name="reference_change")
    op.drop_index("ix_reference_change_item", table_name="reference_change")
    op.drop_table("reference_change")
    op.drop_index(op.f("ix_recovery_code_user_id"), table_name="recovery_code")
    op.drop_table("recovery_code")
    op.drop_index(op.f("ix_import_file_run_id"), table_name="import_file")
    op.drop_index("ix_import_file_content", table_name="import_file")
    op.drop_table("import_file")
    op.drop_index(op.f("ix_entity_owner_id"), table_name="entity")
    op.drop_index(op.f("ix_entity_merged_into_id"), table_name="entity")
    op.drop_index("ix_entity_kind_created", table_name="entity")
    op.drop_table("entity")
    op.drop_table("custody_cell")
    op.drop_index(op.f("ix_credential_reset_user_id"), table_name="credential_reset")
    op.drop_table("credential_reset")
    op.drop_table("credential")
    op.drop_index(op.f("ix_api_token_user_id"), table_name="api_token")
    op.drop_table("api_token")
    op.drop_index(op.f("ix_acting_rank_user_id"), table_name="acting_rank")
    op.drop_table("acting_rank")
    op.drop_table("user")
    op.drop_table("team")
    op.drop_index("ix_sign_in_attempt_pair", table_name="sign_in_attempt")
    op.drop_index("ix_sign_in_attempt_origin", table_name="sign_in_attempt")
    op.drop_table("sign_in_attempt")
    op.drop_index("ix_seal_leaf_place", table_name="seal_leaf")
    op.drop_table("seal_leaf")
    op.drop_table("seal")
    op.drop_table("reference_load")
    op.drop_index("ix_reference_item_code", table_name="reference_item", postgresql_nulls_not_distinct=True)
    op.drop_table("reference_item")
    op.drop_index("ix_offence_code_words", table_name="offence_code", postgresql_using="gin")
    op.drop_index("ix_offence_code_prefix", table_name="offence_code", postgresql_ops={"code": "text_pattern_ops"})
    op.drop_index("ix_offence_code_code", table_name="offence_code", postgresql_nulls_not_distinct=True)
    op.drop_table("offence_code")
    op.drop_table("number_series")
    op.drop_index("ix_journal_entry_subjects", table_name="journal_entry", postgresql_using="gin")
    op.drop_index("ix_journal_entry_subject", table_name="journal_entry")
    op.drop_index("ix_journal_entry_actor", table_name="journal_entry")
    op.drop_table("journal_entry")
    op.drop_table("journal_detail")
    op.drop_table("import_run")
    op.drop_table("custody_suite")
