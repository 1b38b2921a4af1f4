"""What the whiteboard keeps of a record

A column with a default: the release before works on beside it. What it holds of a detention that is open already is
worked out each time it is shown, until somebody next writes on it.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012b"
down_revision = "0011"


def upgrade() -> None:
    op.add_column(
        "custody_board_line",
        sa.Column("record", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
    )


def downgrade() -> None:
    op.drop_column("custody_board_line", "record")
