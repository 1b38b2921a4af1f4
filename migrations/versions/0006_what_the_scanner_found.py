"""What the malware scanner found in an attached file

One column with a default: the release before works on beside it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("attachment", sa.Column("malware", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("attachment", "malware")
